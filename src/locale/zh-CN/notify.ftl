# 通知：提醒的话、告知的途径、结果

## 提醒的标题
notice-title-start = 开始计时：{ $subject } { $rule }
notice-title-ahead = 还剩 { $span }：{ $subject } { $rule }
notice-title-due = 时限已到：{ $subject } { $rule }
notice-title-overdue = 已超时 { $span }：{ $subject } { $rule }
notice-title-test = 通知测试
notice-body-test = 这是一次测试；看到或听到它，说明这条途径可用。

## 标记
notice-mark-drill = 【演练】
notice-mark-simulated = 【模拟】
notice-mark-repeat = 【重复】

## 提醒的正文
notice-line-to = 报送：{ $recipients }
notice-line-due = 应于 { $due } 前完成
notice-line-late = 这次提醒晚了 { $span }：当时值守台没有运行，或机器在休眠
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
reason-no-terminal = 终端没有响铃，也不能通知
reason-not-written = 写不进终端：{ $says }
reason-not-started = 命令没有启动：{ $says }
reason-took-too-long = 命令超过 { $seconds } 秒，已连同它启动的程序一起终止
reason-exited = 命令以 { $code } 退出：{ $says }
reason-signalled = 命令被信号 { $signal } 终止：{ $says }
