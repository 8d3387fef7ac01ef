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
error-link-version = 版本不一致：值守台是 { $desk }（协议 { $desk-protocol }），本程序是 { $console }（协议 { $console-protocol }）
    .hint = 请装成同一版本，再重启值守台（watchkeeper stop，再启动）
error-link-unknown-refusal = 值守台拒绝了，理由是本版本不认识的：{ $key }
    .hint = 两端很可能是不同版本；请装成同一版本
error-link-behind = 等待应答时积压的消息过多
    .hint = 请重新连接
error-link-randomness = 系统给不出随机数
    .hint = 检查系统的随机数来源后重试；没有它就无法给命令编号
