# 命令行：设置、选项说明、回答

error-config-no-home = 找不到用户目录，不知道数据放在哪里
    .hint = 用 --data 指明数据目录，或设置 WATCHKEEPER_DATA
error-config-data = 数据目录 { $path } 不能用
    .hint = 用 --data 指明另一个目录
error-config-unreadable = 无法读取设置文件 { $path }
    .hint = 检查该文件的权限；没有设置文件也能运行
error-config-too-long = 设置文件 { $path } 超过 { $limit } 字节
    .hint = 这不像是本程序的设置文件，请核对
error-config-slip = 设置文件 { $path } 第 { $line } 行有误：{ $reason }
    .hint = 可以写 lang、theme；个人设置文件里还可以写 data
error-config-lang = 设置文件 { $path } 的 lang 不能是“{ $given }”
    .hint = 可以写 zh-CN 或 en
