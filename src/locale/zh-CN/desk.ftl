# desk

error-link-no-desk = 没有值守台在应答：{ $path }
    .hint = 直接运行 watchkeeper 会在后台启动一个；也可用 watchkeeper serve 在前台运行
error-link-lost = 值守台断开了连接
    .hint = 用 watchkeeper status 查看值守台是否仍在运行，然后重试；重复的命令不会被执行两次
error-link-silent = 值守台已 { $seconds } 秒没有应答
    .hint = 检查值守台所在机器是否挂起或过载，再用 watchkeeper status 查看
error-link-frame = 收到一条无法读懂的消息
    .hint = 两端很可能是不同版本；请装成同一版本后重启值守台（watchkeeper stop，再启动）
error-link-too-long = 一条消息长 { $bytes } 字节，超过上限 { $limit } 字节
    .hint = 请缩短正文；附件不放进记录
error-link-over-limit = 一条消息超过上限 { $limit } 字节，没有读
    .hint = 请缩短正文；附件不放进记录
error-link-version = 版本不一致：值守台是 { $desk }（协议 { $desk-protocol }），本程序是 { $console }（协议 { $console-protocol }）
    .hint = 请装成同一版本，再重启值守台（watchkeeper stop，再启动）
error-link-host = 主机名不合规矩：{ $given }
    .hint = 写成 用户@主机，或 ~/.ssh/config 里的名字；端口写成 用户@主机:端口
error-link-remote-name = 远端程序名不能用：{ $given }
    .hint = 配置项 remote_program 应是远端 watchkeeper 的路径，例如 ~/bin/watchkeeper
error-link-remote-data = 远端数据目录的写法不能用：{ $path }
    .hint = 请给出普通的路径，不含控制字符
error-link-ssh = 无法运行 { $program }
    .hint = 安装 OpenSSH 客户端，或在配置文件里用 ssh = "路径" 指明
error-link-ssh-says = 到 { $host } 的连接断了，ssh 说：{ $says }
    .hint = 先在终端里直接运行 ssh { $host } 看能否登录；密钥有口令的，先用 ssh-add 载入
error-link-no-program = { $host } 上找不到 watchkeeper：{ $says }
    .hint = 在那台机器上安装，或用配置项 remote_program 写出它的路径
error-link-noise = 远端登录时先打印了别的内容，听不懂值守台的话
    .hint = 远端 shell 的启动文件（如 .bashrc）在非交互登录时不应输出任何内容；两端版本也应相同
error-link-unknown-refusal = 值守台拒绝了，理由是本版本不认识的：{ $key }
    .hint = 两端很可能是不同版本；请装成同一版本
error-link-behind = 等待应答时积压的消息过多
    .hint = 请重新连接
error-link-randomness = 系统给不出随机数
    .hint = 检查系统的随机数来源后重试；没有它就无法给命令编号

## 值守台
error-desk-ended = 值守台已停止
    .hint = 直接运行 watchkeeper 会重新启动；已确认的记录不会丢失
error-desk-internal = 值守台内部出错
    .hint = 请看数据目录中的 desk.log；这次的请求没有记录任何内容
error-desk-hello = 第一条消息必须是问候，且只能有一条
    .hint = 请用本程序连接：watchkeeper 或 watchkeeper status
error-desk-stranger = { $login } 不得使用本值守台
    .hint = 请用运行值守台的账号登录
error-desk-full = 值守台已有 { $limit } 个连接，不再接受新的
    .hint = 关闭无人使用的终端后再连接
error-desk-snapshot = 未结事项的内容已超过一条消息的上限
    .hint = 把已结束的事件办结后再连接；命令行仍可使用
error-desk-reserved = 这件事只能由值守台自己做
    .hint = 请用 watchkeeper clock、rules，或个人信息的专用表单
error-desk-command-id = 命令编号应为 1 至 64 个字母、数字或连字符
    .hint = 命令编号请交给程序生成
error-desk-sealed = 密封的字段不能从外部改动
    .hint = 原样送回，或重新输入文字，由值守台密封
error-desk-forgotten = { $call } 的个人信息已销毁
    .hint = 任何人都不能再打开；记录中留有销毁人和理由
error-desk-backup-path = 值守台在另一个目录中运行：{ $path } 不是完整路径
    .hint = 请给出以 / 开头的完整路径
error-desk-socket = 无法打开套接字 { $path }
    .hint = 数据目录须在本机磁盘上，且属于当前账号
error-desk-runtime = 值守台无法启动线程
    .hint = 检查进程数和打开文件数的限制（ulimit -a）
error-desk-start = 无法为 { $path } 启动值守台
    .hint = 检查该目录，或在前台运行 watchkeeper serve 看它说什么
error-desk-died = 值守台还没开始值守就退出了：{ $last }
    .hint = 详情见 { $log }
error-desk-opening = 值守台打开记录已用 { $seconds } 秒，仍在继续
    .hint = 请看 { $log }，完成后再连接

access-door = 连接值守台

notice-clock-behind = 本机时钟比记录慢 { $seconds } 秒：追上之前，新记录沿用上一条的时间
notice-rules-refused = 有规则包未被采用，沿用现行规则
notice-rules-unreadable = 无法读取规则包 { $path }（{ $reason }）；沿用现行规则
notice-rules-many = { $path } 中的规则包超过 { $limit } 个，一个也没有读；沿用现行规则

error-inbox-not-a-file = 不是普通文件（链接、管道或目录）
    .hint = 请把文件本身放进收件夹
error-inbox-unreadable = 无法读取：{ $reason }
    .hint = 请让运行值守台的账号可以读它，再放进收件夹
notice-inbox-aside = 收件夹有 { $count } 个文件未能收入，最近一个是 { $file }；文件和理由（同名 .txt）在 { $path }，处理后删去
notice-inbox-refused = 收件夹中 { $count } 个文件未能收入，已放到 aside：{ $file }（{ $why }）
notice-inbox-stuck = 收件夹 { $path } 中的文件处理后移不走：{ $reason }
notice-inbox-gone = 收件夹 { $path } 曾经不见，已重新建立
notice-inbox-unwatched = 收件夹 { $path } 无法监视，文件不会自动收入：{ $reason }
