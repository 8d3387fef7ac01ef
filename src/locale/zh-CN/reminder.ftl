# Reminders on the screen: told, answered, quiet hours, the sign of life, the desk's health

action-acknowledge = 签收提醒
    .help = 签收所选事项的提醒；以值班员名义，无人值班时询问姓名。
action-quiet = 静音
    .help = 设定静音时段（责任人、理由、截止），或提前结束；法定时限不受静音影响。
action-acknowledge-all = 全部签收
    .help = 签收所有正在提醒的事项；到期、超时仍会再响。

form-acknowledge = 签收提醒
form-quiet = 静音时段
form-quiet-words = 最长 12 小时；法定时限照常提醒。结束前 10 分钟提示。
form-label-reminder = 提醒
field-reminder = 提醒
field-until = 截止
reminder-left = 剩 { $span }
reminder-late = 超时 { $span }
reminder-row = 提醒 { $span }  { $number } { $duty } → { $to }  { $about }
reminder-row-bare = 提醒 { $span }  { $matter }
reminder-more = 另有 { $number } 项提醒未签收
reminder-key = { $key } 签收
reminder-none = 没有待签收的提醒
reminder-none-here = 所选事项没有待签收的提醒；{ $key } 签收全部
reminder-acknowledged = 已由 { $person } 签收
reminder-ask-end-quiet = 提前结束静音时段？
reminder-quiet-ended = 静音已结束
reminder-quiet = 静音至 { $until }  { $owner }：{ $reason }（法定时限照常提醒）
reminder-quiet-ends = 静音将于 { $until } 结束  { $owner }：{ $reason }
reminder-quiet-key = { $key } 结束
reminder-vigilance = 值班室自 { $since } 无人应答：{ $stage }
reminder-word-waits = 未签收
reminder-word-answered = 已签收
reminder-told = 已告知 { $ways }
reminder-told-failed = 未能告知任何人
reminder-told-nobody = 尚未告知
reminder-answered = { $person } { $at } 签收，有效至 { $until }
reminder-unanswered = 未签收
reminder-sentence = { $rung } { $at } 提醒；{ $told }；{ $answer }
reminder-trial-failed = 提醒方式自检：{ $failed }
reminder-trial-mute = 提醒方式自检：此终端不能响铃，也没有桌面通知；watchkeeper doctor 说明原因
rung-start = 开始计时
rung-due = 到期
rung-ahead = 到期前 { $minutes } 分钟
rung-overdue = 超时 { $minutes } 分钟
vigilance-title = 请应答
vigilance-words = 值班室较长时间没有操作。请按任意键，表明有人在岗。
vigilance-asked = 已在屏幕上询问
vigilance-sounded = 已鸣响提示
vigilance-deputy = 已告知副班
vigilance-leader = 已告知带班领导
vigilance-answered = 已应答
health-reminder-stalled = 提醒时钟停了：上次运行 { $last }，提醒可能缺失，请盯住时限；watchkeeper doctor 查原因
health-clock-stepped = 机器时钟在 { $at } 跳变 { $seconds } 秒，请核对时间
health-clock-behind = 机器时钟不可信：早于记录中的最后一条，请核对时间
health-disk-low = 数据所在磁盘只剩 { $megabytes } MB，请清理
health-way-dead = { $way } 未能告知（{ $at }）：{ $detail }

event-rung-raised = 提醒：{ $rung }，时限 { $due }
event-acknowledged = { $person } 签收提醒 { $number }
event-quiet = 静音至 { $until }，{ $owner }：{ $reason }
event-quiet-ended = 静音结束
event-vigilance = 在岗应答：{ $stage } { $person }

## Commands
cmd-reminders = 提醒记录：响过什么、如何告知、谁已签收、下一次何时
cmd-acknowledge = 签收提醒；不指明时签收全部待签收的
    .examples =
        watchkeeper acknowledge 001
        watchkeeper acknowledge --person 王敏
cmd-quiet = 静音时段：设定、结束或查看；法定时限照常提醒
    .examples =
        watchkeeper quiet --until 06:00 --reason 夜间
        watchkeeper quiet --end
cmd-open = 打开值守台，直接到一个事件、来电或预警
cmd-agent = 在桌面会话中弹出提醒通知，按钮可签收、可打开
    .examples =
        watchkeeper agent
        watchkeeper agent --audience leader
cmd-notify = 提醒方式
cmd-notify-test = 把每种提醒方式都试一次，说明各自的结果
cmd-doctor = 检查提醒所依赖的一切，并说明如何处理
opt-reminder = 事项名，或事件、来电、预警的编号
opt-person = 由谁签收；默认值班员
opt-until = 截止时间，最长 12 小时
opt-owner = 责任人；默认值班员
opt-end = 提前结束
opt-audience = 弹出给谁的提醒
cli-acknowledge-done = { $person } 已签收 { $number } 项提醒
cli-quiet = 静音至 { $until }，{ $owner }：{ $reason }
cli-quiet-none = 没有静音时段
cli-reminders-none = 没有提醒记录，也没有在计时的事项
cli-reminder-matter = 事项
cli-reminder-next = 下次提醒
cli-reminder-last = 最近一次
cli-reminder-not-yet = 尚未提醒
cli-way = 方式
agent-shows = 由 { $name } { $version } 显示通知
error-agent-no-bus = 此登录没有可用的桌面会话总线（D-Bus），无法弹出通知
    .hint = 请在桌面会话里运行，或设置 DBUS_SESSION_BUS_ADDRESS；没有桌面时由终端和命令提醒
error-agent-no-terminal = 找不到可用来打开值守台的终端程序
    .hint = 在 config.toml 里写 terminal，例如 terminal = ["xterm", "-e"]
error-agent-terminal = 终端 { $program } 未能启动
    .hint = 检查 config.toml 里的 terminal
error-agent-terminals = 已打开 { $limit } 个终端，不再打开更多
    .hint = 关掉不用的终端
error-cli-acknowledge-none = 没有待签收的提醒
    .hint = watchkeeper reminders 列出所有提醒
error-cli-acknowledge-unknown = { $given } 没有待签收的提醒
    .hint = watchkeeper reminders 列出所有提醒
error-cli-acknowledge-person = 现在无人值班，请写明由谁签收
    .hint = 用 --person 写姓名，或先接班
error-cli-open-terminal = 打开值守台需要终端
    .hint = 脚本里请用 watchkeeper incident show
doctor-what = 检查
doctor-found = 结果
doctor-detail = 说明
doctor-well = 正常
doctor-lacking = 欠缺
doctor-bad = 有问题
doctor-folder = 数据目录
doctor-socket = 套接字
doctor-bus = 桌面通知
doctor-terminal = 终端
doctor-locale = 语言环境
doctor-place = 位置
doctor-ssh = ssh
doctor-command = 命令
doctor-desk = 值守台
doctor-reminder = 提醒时钟
doctor-clock = 机器时钟
doctor-disk = 磁盘
doctor-ways = 告知
doctor-path-missing = { $path } 不存在或不能读取
doctor-path-foreign = { $path } 属于别的登录名（{ $mode }）：请用其所有者运行
doctor-path-open = { $path } 对他人开放（{ $mode }）：chmod go= 收紧
doctor-path-well = { $path }（{ $mode }）
doctor-bus-well = { $name } { $version }，可用按钮
doctor-bus-mute = { $name } { $version }，不显示按钮
doctor-sends-nothing = 不能响铃，也没有通知
doctor-sends-bell = 响铃
doctor-sends-osc9 = 响铃和通知（OSC 9）
doctor-sends-osc777 = 响铃和通知（OSC 777）
doctor-sends-osc99 = 响铃和通知（OSC 99）
doctor-wrap-tmux = ；经 tmux，通知需要 set -g allow-passthrough on
doctor-wrap-screen = ；经 screen
doctor-wrap-unknown = ；经另一台机器上的 tmux 或 screen
doctor-place-post = 值班室（按键算在岗应答）
doctor-place-away = 不在值班室；若在，在 config.toml 里写 post = true
doctor-ssh-well = 已安装
doctor-ssh-missing = 未安装：--host 不能用
doctor-command-missing = 找不到程序
doctor-desk-stopped = 没有运行：无人提醒。运行 watchkeeper 启动
doctor-desk-well = { $program }，{ $number } 条记录
doctor-reminder-well = 上次运行 { $last }，下次 { $next }
doctor-reminder-nothing = 没有在计时的事项
doctor-disk-well = 剩余 { $megabytes } MB
cli-way-outcome = 结果
reminder-never = 从未
