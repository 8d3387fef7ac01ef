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
