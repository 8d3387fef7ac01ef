# 从别处到值守台，以及谁能做什么

opt-host = 值守台在另一台机器上：界面在这里、数据在那里，走你自己的 ssh（或设 WATCHKEEPER_HOST，或配置项 host；空串表示就在本机）
opt-socket = 值守台由本机的另一个登录名运行：它的套接字（或设 WATCHKEEPER_SOCKET）
opt-pin-stdin = 从标准输入读取值守人员的口令

error-cli-not-here = 这件事只能在存放数据的机器上、以其登录名来做
    .hint = 请登录到那里再执行；已设了主机的，可用 --host "" 临时不用
error-cli-pin-unasked = 没有办法询问口令
    .hint = 在终端里运行，或用 --pin-stdin 从标准输入给出
error-cli-pin-length = 口令应为 { $least } 到 { $most } 个字符
    .hint = 请选别人猜不到的；数字和字母即可

cli-pin = { $officer } 的口令：

access-role-watch = 只看
access-role-officer = 可记录
access-role-leader = 可批准
access-role-keeper = 管理值守台

cmd-bridge = 把标准输入输出接到值守台的套接字；ssh 在值守台那台机器上运行的就是它
    .examples =
        ssh duty-room watchkeeper bridge
        authorized_keys 里写 command="watchkeeper bridge --as 张伟"：持此密钥者即以张伟的名义
opt-bridge-role = 远端不论是谁，最多能做什么
cmd-setup = 打印需由管理者手工放进系统的内容；不做任何安装
    .examples =
        watchkeeper setup --systemd
        watchkeeper setup --ssh --autostart
opt-systemd = 服务单元：值守台作为系统服务，提醒作为用户服务
opt-ssh = authorized_keys 里的行
opt-autostart = 登录桌面即启动提醒
cmd-officer-pin = 值守人员的口令，用于多人共用的登录名
cmd-officer-pin-set = 设置；此人接班或以其名义操作前要先回答
cmd-officer-pin-clear = 取消

cli-pin-new = { $officer } 的新口令：
cli-pin-again = 再输一遍：
cli-pin-set = { $name } 已有口令
cli-pin-cleared = { $name } 不再有口令
error-cli-pin-differs = 两次不一样
    .hint = 请重新执行；没有任何改动

error-cli-setup-program = 不知道本程序自己的路径
    .hint = 请用完整路径启动
error-cli-setup-path = { $path } 写不进这样的文件
    .hint = 程序和数据的路径里不要有引号、反斜杠或控制字符
cli-setup-desk =
    值守台作为系统服务。存为 { $path }，然后：
    systemctl daemon-reload && systemctl enable --now watchkeeper
    界面按数据目录找到它；还有谁能用，写在数据目录的 config.toml 里：
    - [roles] keeper = ["登录名"], leader = ["登录名", "@组"], officer = […], watch = […]
    - [door] socket = "/run/watchkeeper/desk.sock", group = "…"：值守台的登录名须在该组内。
    那些登录名在自己的 ~/.config/watchkeeper/config.toml 里写 socket = "/run/watchkeeper/desk.sock"
cli-setup-agent =
    桌面提醒。存为 { $path }，然后：
    systemctl --user enable --now watchkeeper-agent
    在家里时，把 --data 换成 --host 用户@值守室
cli-setup-ssh =
    走 ssh。在值守台登录名的 { $path } 里为每把密钥加一行，例如下面这样。
    restrict 只留下这条命令；命令里写明是谁的密钥，不再问口令。
    不写 --role 时，值班员可记录、领导可批准，以人员名录为准。
cli-setup-autostart =
    登录桌面即启动提醒（没有 systemd 时用）。存为 { $path }

access-bridge = 经由 bridge 指名他人
access-record = 记录
access-ask = 查询
access-pin = 口令错误

error-desk-role-officer = { $login } 在这里只能看，不能记录
    .hint = 由管理者在数据目录的 config.toml 里给予：[roles] officer = ["…"]
error-desk-role-leader = { $login } 不能做需要领导的事
    .hint = 由管理者在数据目录的 config.toml 里给予：[roles] leader = ["…"]
error-desk-role-keeper = { $login } 不能配置这个值守台
    .hint = 请找管理者，或以运行值守台的登录名登录
error-desk-bridge = { $login } 不能经由 bridge 说明某人是谁
    .hint = 由管理者在数据目录的 config.toml 里允许：[roles] bridges = ["…"]
error-desk-bridge-officer = bridge 指名 { $name }，人员名录里没有此人
    .hint = 先录入此人，或更正 authorized_keys 里的名字
error-desk-pin-needed = { $officer } 设有口令，还没有回答
    .hint = 在终端里启动程序时会询问，接班时也会询问；程序用 --pin-stdin 给出
error-desk-pin-wrong = 口令不对
    .hint = 此次尝试已记录；管理者可用 watchkeeper officer pin set 另设
error-desk-pin-wait = 口令多次错误，{ $seconds } 秒后才再受理
    .hint = 请等待，或请管理者另设口令
error-desk-pin-lost = 记录里说设有口令，但核对用的内容不在了
    .hint = 请管理者用 watchkeeper officer pin set 另设
error-desk-premises = 数据目录无法收紧权限：{ $path }
    .hint = 它应在本地磁盘上，且属于运行值守台的登录名
error-desk-foreign = { $path } 属于 { $owner }，不属于运行值守台的登录名
    .hint = 请以该登录名运行，或用 chown -R 把目录交给当前登录名
error-desk-open-folder = 人人都能写 { $path }，谁都可以把值守台的目录换掉
    .hint = 用 chmod o-w 收回，或把数据放到别处
error-desk-group = 没有这个组：{ $group }
    .hint = 用 groupadd 建立，或更正数据目录 config.toml 里的 [door]
error-ledger-pin = 口令无法处理：{ $reason }
    .hint = 腾出一些内存后重试
