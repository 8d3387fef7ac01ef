# 通知：提醒的话、告知的途径、结果

## 提醒的标题
notice-title-start = 开始计时：{ $subject } { $rule }
notice-title-ahead = 还剩 { $span }：{ $subject } { $rule }
notice-title-due = 时限已到：{ $subject } { $rule }
notice-title-overdue = 已超时 { $span }：{ $subject } { $rule }
notice-title-bare = 提醒：{ $matter }
notice-title-vigilance = 值班室无人应答：请确认有人在岗
notice-body-vigilance = 请到值班室的值守台上按任意键应答。
notice-title-quiet-soon-over = 静音时段即将结束
notice-title-quiet-ends = 静音将于 { $due } 结束
notice-title-vigil = 值守室无应答
notice-body-vigil = 自 { $since } 起值守室无人应答，请致电值守室
notice-title-test = 通知测试
notice-body-test = 这是一次测试；看到或听到它，说明这条途径可用。

## 标记
notice-mark-drill = 【演练】
notice-mark-simulated = 【模拟】
notice-mark-repeat = 【重复】

## 提醒的正文
notice-line-to = 报送：{ $recipients }
notice-line-call = 打给：{ $recipients }
notice-line-no-number = 登记电话：watchkeeper recipient set { $recipient } --phone 号码
notice-line-due = 应于 { $due } 前完成
notice-line-late = 这次提醒晚了 { $span }：事情登记在后，或者当时值守台没有运行、机器在休眠
notice-line-repeat = 重启后的重复提醒：先前可能已经响过
notice-list-join = 、

## 时长
notice-span-seconds = { $number } 秒
notice-span-minutes = { $number } 分钟
notice-span-hours = { $number } 小时
notice-span-hours-minutes = { $number } 小时 { $rest } 分
notice-span-days = { $number } 天

## 按钮
notice-button-acknowledge = 签收
notice-button-open = 打开

## 终端标题
terminal-title = { $name }
terminal-title-overdue = （超时 { $number }）{ $name }

## 途径
way-desktop = 桌面通知
way-terminal = 终端
way-command = 命令 { $name }

## 结果
outcome-told = 已告知
outcome-repeat = 已告知（标为重复）
outcome-failed = 没有告知：{ $reason }
outcome-unavailable = 此处不可用：{ $reason }

## 原因
reason-no-bus = 本次登录没有会话总线（D-Bus）
reason-no-server = 会话总线上没有通知服务
reason-mute = 通知服务在 { $seconds } 秒内没有应答
reason-refused = 通知服务拒绝了：{ $says }
reason-busy = 还有太多通知没有发出
reason-gone = 负责通知的线程已经结束
reason-no-terminal = 终端没有响铃，也不能通知
reason-not-written = 写不进终端：{ $says }
reason-no-program = 找不到程序 { $name }，或本登录名无权运行
reason-not-started = 命令没有启动：{ $says }
reason-took-too-long = 命令超过 { $seconds } 秒，已连同它启动的程序一起终止
reason-exited = 命令以 { $code } 退出：{ $says }
reason-signalled = 命令被信号 { $signal } 终止：{ $says }

## 命令的配置
error-command-name = 通知命令的名称“{ $name }”不合规
    .hint = 名称只用字母、数字、- 和 _，如 sms
error-command-program = 通知命令 { $name } 没有可用的程序
    .hint = argv 的第一项写程序的绝对路径，或写能在 PATH 中找到的程序名
error-command-time-limit = 通知命令 { $name } 的 time_limit 不在 1 秒到 { $limit } 秒之间
    .hint = 写成 10s、1m 这样的时长
error-command-at-once = 通知命令 { $name } 的 max_at_once 不在 1 到 { $limit } 之间
    .hint = 短信网关通常用 1 或 2
error-command-retries = 通知命令 { $name } 的 retries 大于 { $limit }
    .hint = 重试之间的停顿会越来越长，2 到 3 次一般已够

## 桌面通知的代理
error-seat = 无法在 { $path } 建立代理的锁文件
    .hint = 检查该目录是否存在、是否可写；同一登录只需要一个代理
error-agent = 负责桌面通知的线程没有启动
    .hint = 检查系统的线程和内存上限；其他告知途径不受影响
