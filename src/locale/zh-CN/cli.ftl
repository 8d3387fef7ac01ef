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

## 命令行写错
error-usage-option = 没有选项 { $option }
    .hint = 加 --help 查看这条命令的选项
error-usage-option-meant = 没有选项 { $option }
    .hint = 是不是想写 { $meant }？加 --help 查看这条命令的选项
error-usage-command = 没有命令“{ $given }”
    .hint = 运行 watchkeeper --help 查看全部命令
error-usage-no-command = 没有写要做什么
    .hint = 加 --help 查看可用的命令
error-usage-no-value = { $option } 后面没有写值
    .hint = 加 --help 查看这条命令的选项
error-usage-value = { $option } 不能是“{ $given }”
    .hint = 加 --help 查看这条命令的选项
error-usage-word = { $option } 不能是“{ $given }”
    .hint = 可以写：{ $known }
error-usage-missing = 缺少 { $option }
    .hint = 加 --help 查看这条命令的选项
error-usage-conflict = { $option } 不能与 { $other } 同时使用
    .hint = 只写其中一个
error-usage-number = { $option } 的值太多或太少
    .hint = 加 --help 查看这条命令的选项
error-usage-other = 命令写得不对：{ $message }
    .hint = 加 --help 查看这条命令的用法

## 命令行的差错
error-cli-output = 无法写到标准输出
    .hint = 检查输出到的文件或磁盘
error-cli-number = “{ $given }”不是编号
    .hint = 写成 BN-2026-001、26-001 或 1；接报写成 26-C001 或 C1，预警写成 26-W001 或 W1
error-cli-number-several = “{ $given }”可能指这 { $count } 件中的一件：{ $these }
    .hint = 请写明是哪一件，如 { $example }
error-cli-search-empty = --search 后面没有写要找的字
    .hint = 写上要找的字或编号；要列出全部，用 --all
note-list-cut = 只列到 { $last }，后面还有
    .hint = 接着看加 --before { $last }；要全部列出，去掉 --limit
note-list-cut-short = --limit 太小，没有列全
    .hint = 放宽或去掉 --limit
note-log-cut-earlier = 之前还有 { $number } 条没有列出
    .hint = 放宽或去掉 --limit；从头看加 --after 0
note-log-cut-later = 只列到第 { $number } 条，后面还有
    .hint = 接着看加 --after { $number }
error-cli-time-empty = { $option } 没有写时间
    .hint = 可写 14:05、昨天 23:50、-10m 或 2026-01-20 17:40
error-cli-time-not-a-time = { $option } 的“{ $given }”不是时间
    .hint = 可写 14:05、昨天 23:50、-10m、2026-01-20 17:40 或 2026-01-20T17:40:00+08:00
error-cli-time-no-such-moment = { $option } 的“{ $given }”没有这个时刻
    .hint = 请核对日期和钟点
error-cli-span = { $option } 的“{ $given }”不是时长
    .hint = 可写 25m、1h30m 或 2d
error-cli-zone = 没有时区“{ $given }”
    .hint = 写 IANA 名称，如 Asia/Shanghai
error-cli-desk-code = “{ $given }”不能作台号
    .hint = 台号为 2 至 8 位大写字母或数字，字母开头，如 BN
error-cli-both-answers = { $given } 同时写在 --sensitive 和 --not-sensitive 里
    .hint = 每种情形只回答一次
error-cli-triage-facts = 事件的情况只能与 --new-incident 一起写
    .hint = 并入、移送或无需处理时去掉这些选项；并入后用 incident amend 补充
error-cli-text-file = 无法读取报告正文 { $path }
    .hint = 核对路径；从标准输入读取写 --text-file -
error-cli-text-not-utf8 = { $path } 不是 UTF-8 文字
    .hint = 请另存为 UTF-8 再报
error-cli-stop = 不能确知值守台是否已结束
    .hint = 用 watchkeeper status 查看
error-cli-stop-slow = 值守台 { $seconds } 秒还没有结束
    .hint = 它仍在写盘；稍后用 watchkeeper status 查看
error-cli-head = “{ $given }”不是记录头
    .hint = 照抄交接单或报告上的数字，如 1042:9f86d081
error-cli-verify-file = 没有备份文件 { $path }
    .hint = 核对路径；不写文件则检查本台记录
error-cli-backup-path = { $path } 不能作备份的路径
    .hint = 请换一个路径
error-cli-restore-running = { $path } 的值守台正在运行
    .hint = 用 --data 恢复到另一个目录；或先 watchkeeper stop，再移走旧目录
error-cli-no-rule = 没有规则“{ $given }”
    .hint = 用 watchkeeper rules list 查看规则编号
error-cli-rules-file = 无法读取规则文件 { $path }
    .hint = 核对路径和权限；文件须为 UTF-8
error-cli-look-file = 无法读取 { $path }
    .hint = 核对设置中的主题，或移走 keys.toml
error-cli-first-one-or-two = 请输入 1 或 2
    .hint = 直接按 Enter 采用 [ ] 里的值
error-cli-first-unanswered = 没有回答，值守台没有建立
    .hint = 再运行一次，或用 watchkeeper init --code BN --name 名称
error-cli-demo = 演示不能开始
    .hint = 检查临时目录（TMPDIR）是否可写
error-cli-demo-left = 演示的临时目录没有删净：{ $path }
    .hint = 可以手工删除，里面没有真实数据
error-cli-demo-broken = 演示中断了
    .hint = 演示的临时目录已经删除

## 帮助
help-usage = 用法：
help-commands = 命令
help-arguments = 参数
help-options = 选项
help-globals = 通用选项
help-examples = 例：
help-values = ；可写 { $values }

cmd = 突发环境事件值守台：接报、计时、报告、记录。不带命令则打开值守画面；不在终端上则打印看板
    .examples =
        watchkeeper                       打开值守画面
        watchkeeper incident add --title 铊超标 --place 嘉陵江 --sensitive heavy-metal
        watchkeeper deadlines             正在计时的时限
        退出码：0 完成，1 拒绝（什么也没有改动），2 无法执行
cmd-init = 建立值守台
    .examples =
        watchkeeper init --code BN --name 巴南区生态环境局值班室
        watchkeeper init --code BN --name 练习 --simulated --at "2021-01-20 17:40"
        模拟台带 --at 时，时钟停在那一刻，用 watchkeeper clock 拨动；永远不会变成实战台
cmd-serve = 在前台运行值守台（供 systemd 使用；平时会自动在后台启动）
cmd-status = 查看值守台是否在运行；没有运行时退出码为 1，也不启动它
cmd-stop = 停止值守台，等它结束
cmd-clock = 查看时钟；模拟台可以拨动
    .examples =
        watchkeeper clock --advance 25m
        watchkeeper clock --to "2021-01-20 18:10"
        watchkeeper clock --rate 1
cmd-officer = 值守人员名录
cmd-officer-add = 登记一人；同名则更改
    .examples =
        watchkeeper officer add 王敏 --role officer --phone 13800000000
        watchkeeper officer add 李强 --role leader
cmd-officer-list = 列出名录
cmd-watch = 值班
cmd-watch-take = 接班
    .examples =
        watchkeeper watch take --officer 王敏 --leader 李强
cmd-watch-show = 现在谁在值班
cmd-call = 接报
cmd-call-add = 登记一次接报，最后一行只打印编号
    .examples =
        watchkeeper call add --from 张三 --phone 13900000000 --about 江面有油污
cmd-call-triage = 研判一次接报：四种去向选一种
    .examples =
        watchkeeper call triage C1 --new-incident --place 五布河口 --sensitive main-stem
        watchkeeper call triage C2 --join 1
        watchkeeper call triage C3 --pass-on 区水利局
        watchkeeper call triage C4 --no-matter 重复来电
cmd-call-list = 列出待研判的接报
cmd-call-show = 查看一次接报
cmd-call-amend = 更正接报登记；没有写的不变
cmd-call-reveal = 查看保密来电的个人信息；查看本身先记入记录
cmd-call-forget = 销毁保密来电的个人信息；不能恢复
cmd-incident = 突发环境事件
cmd-incident-add = 登记事件，最后一行只打印编号；在终端上不带选项则打开表单
    .examples =
        watchkeeper incident add --title 嘉陵江铊超标 --place 嘉陵江 --learned 17:40 \
          --occurred "04:00=上游通报" --sensitive heavy-metal,cross-province --grade unclear
        watchkeeper incident add --from-call C1 --place 五布河口
        时间可写 14:05、昨天 23:50、-10m、2026-01-20 17:40
cmd-incident-list = 列出未办结的事件
cmd-incident-show = 查看一起事件的全部情况
cmd-incident-amend = 补充或更正情况；没有写的不变，旧的说法都留在记录里
    .examples =
        watchkeeper incident amend 1 --pollutants "铊 0.3 μg/L" --verified 18:05
        watchkeeper incident amend 1 --not-sensitive residents --deaths 0
cmd-incident-grade = 定级；不写级别则按已知数字给出建议
    .examples =
        watchkeeper incident grade 1 II --ground 影响跨省
        watchkeeper incident grade 1 III --reason 监测达标 --approved-by 李强
cmd-incident-stand-down = 应急终止
cmd-incident-close = 办结：回答三个不放过
    .examples =
        watchkeeper incident close 1 --investigated 查明 --removed 已整改 --accountable 已处理
cmd-incident-dismiss = 判为不构成突发环境事件；须有理由和批准领导
cmd-incident-milestone = 登记五个第一时间中的一项
    .examples =
        watchkeeper incident milestone 1 on-scene --at 18:20 --note 监测站二人
cmd-incident-instruction = 登记领导批示
cmd-incident-response = 登记响应级别：提出、决定启动、调整
    .examples =
        watchkeeper incident response 1 proposed IV --who 区生态环境局 --at 15:10
        watchkeeper incident response 1 decided IV --who 区政府 --note 巴南府应急〔2026〕3号
cmd-incident-done = 登记他方已办：区政府上报、发布会、上级的调查报告等
    .examples =
        watchkeeper incident done 1 relay --to municipal-government --who 区政府办 --at 15:20
        watchkeeper incident done 1 brief --to public --who 区政府新闻办
cmd-incident-note = 写一条备注
    .examples =
        watchkeeper incident note 1 已电告长寿区局
cmd-incident-waive = 豁免一项时限；须有理由和批准领导
    .examples =
        watchkeeper incident waive 1 --rule follow-up --recipient municipal-bureau \
          --reason 市局已派员在场 --approved-by 李强
cmd-report = 报告
cmd-report-add = 登记一份已经报出的报告
    .examples =
        watchkeeper report add 1 --kind initial --channel phone \
          --to district-committee,district-government --at 18:00 --receiver 赵值班
        watchkeeper report add 1 --kind initial --channel fax --to municipal-bureau \
          --signatory 李强 --text-file 初报.txt
cmd-report-correct = 更正或撤销一份登记错的报告；原来的内容留在记录里
    .examples =
        watchkeeper report correct 1 2 --at 18:05 --reason 时间记错
        watchkeeper report correct 1 2 --withdraw --reason 未发出 --approved-by 李强
cmd-report-show = 查看报告原文，和报出时已知的情况
cmd-deadlines = 列出时限：超时的在前，再按剩余时间
    .examples =
        watchkeeper deadlines
        watchkeeper deadlines --all --json
cmd-log = 打印记录，一条一行
    .examples =
        watchkeeper log --limit 20
        watchkeeper log --follow
        watchkeeper log --subject 1 --json
cmd-verify = 从第一条起校验记录；写文件名则校验备份
    .examples =
        watchkeeper verify
        watchkeeper verify --head 1042:9f86d081
        watchkeeper verify 备份.wk
cmd-backup = 把全部记录写成一个文件
cmd-restore = 由备份恢复到一个空目录
    .examples =
        watchkeeper --data /srv/watch2 restore 备份.wk
cmd-rules = 时限规则
    .examples =
        watchkeeper rules
        watchkeeper rules show wp2021-phone > 本台.toml
        watchkeeper rules check 本台.toml
        检查过的文件放进数据目录的 rules 文件夹，重启值守台（或发 SIGHUP）后采用
cmd-rules-list = 列出现行规则
cmd-rules-show = 打印一条规则，可照样写进本台的规则文件
cmd-rules-check = 检查一个规则文件，不采用
cmd-demo = 演示：临时的模拟值守台，讲一个夜班；结束后全部删除
    .examples =
        watchkeeper demo
        watchkeeper demo --speed 1
cmd-completions = 打印命令补全脚本
    .examples =
        watchkeeper completions bash > ~/.local/share/bash-completion/completions/watchkeeper
cmd-help = 说明一条命令

opt-data = 数据目录（或设 WATCHKEEPER_DATA；默认 ~/.local/share/watchkeeper）
opt-lang = 语言（或设 WATCHKEEPER_LANG）
opt-json = 以 JSON 回答
opt-as = 以哪位值守人员的名义（默认当班值班员）
opt-help = 打印说明
opt-version = 打印版本
opt-init-code = 台号，2 至 8 位大写字母或数字
opt-init-name = 名称
opt-simulated = 模拟台：用于演练和培训，有自己的时钟
opt-init-at = 模拟时钟停在这一刻
opt-rate = 每一秒走几秒；0 为停住
opt-zone = 时区，IANA 名称（默认 Asia/Shanghai）
opt-advance = 向前拨多少：25m、1h30m
opt-to = 报送对象，逗号分隔
opt-clock-to = 拨到这一刻
opt-officer-name = 姓名
opt-name = 姓名
opt-post = 职务
opt-phone = 电话
opt-role = 职责
opt-officer = 值班员姓名
opt-leader = 带班领导姓名
opt-incident-instruction-leader = 哪位领导
opt-deputy = 副班姓名
opt-note = 备注
opt-from = 来电人
opt-unit = 来电单位
opt-channel = 报送方式
opt-call-add-channel = 来源（默认 duty-phone）
opt-call-amend-channel = 来源
opt-about = 事由
opt-at = 时间（默认现在）
opt-report-correct-at = 报送时间
opt-call-amend-at = 接报时间
opt-called-back = 已回拨核实
opt-confidential = 来电人要求保密：个人信息加密
opt-number = 编号：1、26-001 或 BN-2026-001；两年同号时须写年份
opt-call-triage-number = 编号：C1、26-C001 或 BN-2026-C001；两年同号时须写年份
opt-call-show-number = 编号：C1、26-C001 或 BN-2026-C001；两年同号时须写年份
opt-call-amend-number = 编号：C1、26-C001 或 BN-2026-C001；两年同号时须写年份
opt-call-reveal-number = 编号：C1、26-C001 或 BN-2026-C001；两年同号时须写年份
opt-call-forget-number = 编号：C1、26-C001 或 BN-2026-C001；两年同号时须写年份
opt-new-incident = 登记为新事件；标题、得知时间和来源默认取自接报
opt-join = 并入这起事件（编号）
opt-pass-on = 移送给谁
opt-no-matter = 无需处理，写明理由
opt-title = 标题
opt-place = 地点
opt-cause = 起因和性质
opt-course = 基本过程
opt-pollutants = 主要污染物和数量
opt-monitoring = 监测数据
opt-casualties = 人员受害情况
opt-sensitive-points = 环境敏感点受影响情况
opt-trend = 发展趋势
opt-measures = 处置情况
opt-planned = 拟采取的措施
opt-next-steps = 下一步工作建议
opt-learned = 得知时间（默认现在）
opt-incident-amend-learned = 得知时间
opt-occurred = 发生时间，可写来源；可写多次，几种说法并存
opt-verified = 核实时间
opt-graded = 定级时间
opt-stood-down = 应急终止时间
opt-source = 来源
opt-grade = 级别（默认 unclear）
opt-grade-set = 级别
opt-incident-grade-grade = 级别
opt-sensitive = 有这些敏感情形，逗号分隔
opt-not-sensitive = 没有这些敏感情形，逗号分隔
opt-no-others = 其余未答的敏感情形都答“否”，已答的不变
opt-deaths = 死亡人数
opt-injured = 中毒或重伤人数
opt-evacuated = 疏散转移人数
opt-loss-yuan = 直接经济损失，元
opt-intake = 谁的取水中断
opt-boundary = 跨了哪一级边界
opt-radiation = 辐射影响
opt-ecology = 生态影响
opt-track = 归属（默认 ordinary）
opt-incident-amend-track = 归属
opt-drill = 演练
opt-from-call = 由这次接报（编号）登记；标题、得知时间和来源默认取自接报
opt-all = 包括已办结的
opt-call-list-all = 包括已研判的
opt-deadlines-all = 包括按时、迟报和不再要求的
opt-search = 含有这些字的，或是这个编号的，不论是否办结
opt-before = 只列编号在这一件之前的
opt-limit = 最多几条；没有列全时会说明
opt-ground = 依据
opt-known-since = 知悉时间（默认：首次认定从得知事件时起算，变化从现在起算）；须同时写 --ground
opt-reason = 理由
opt-approved-by = 批准领导
opt-investigated = 原因查清
opt-removed = 隐患消除、整改落实
opt-accountable = 责任追究
opt-milestone = 哪一项
opt-nature = 事件性质，决定适用哪些规定
opt-reach = 在长江哪一段；上下游的毗邻区县由此而定
opt-neighbour = 已经或者可能波及的毗邻区县：nanan、fuling 等；nanan=14:20 写明何时知道
opt-step = 做了什么
opt-incident-response-level = 响应级别
opt-incident-response-who = 由谁提出或者决定
opt-incident-done-duty = 他方的哪一项
opt-incident-done-to = 对谁办的
opt-incident-done-who = 由谁办的
opt-text = 正文
opt-words = 备注内容
opt-text-file = 正文所在的文件；- 为标准输入
opt-rule = 规则编号（见 deadlines）
opt-recipient = 报送对象（默认该规则的全部对象）
opt-demanded = 同一规则被要求不止一次时，指该记录号带来的一次（见 deadlines --json 的 demanded）
opt-kind = 报告种类
opt-receiver = 对方接报人
opt-signatory = 签发人；书面报告必填
opt-acknowledged = 对方已复诵或已给回执
opt-no = 报告序号
opt-withdraw = 撤销：没有报出；须有批准领导
opt-subject = 只看这一件（编号）
opt-follow = 继续打印新的记录
opt-after = 只打印这一条之后的
opt-head = 交接单或报告上的记录头，查它在不在记录里
opt-file = 文件
opt-id = 规则编号
opt-speed = 快多少倍，1 为实时（终端上默认 60）
opt-shell = 哪种 shell
opt-command = 命令

## 回答
cli-role = 职责
cli-number = 编号
cli-grade = 级别
cli-stage = 状态
cli-next-due = 剩余
cli-channel = 方式
cli-outcome = 去向
cli-standing = 状态
cli-left = 剩余
cli-due = 到期
cli-duty = 事项
cli-to = 报送对象
cli-rule = 规则
cli-rule-name = 名称
cli-limit = 时限
cli-start = 起算
cli-confidence = 把握
cli-others-answered = 已答“否”：{ $conditions }
cli-crossing-proposed = 建议：watchkeeper incident amend { $number } --sensitive cross-province
cli-sensitive = 敏感
cli-sealed = 已加密

cli-officer-entered = 已登记：{ $name }（{ $role }）
cli-no-officers = 名录里还没有人。用 watchkeeper officer add 登记
cli-no-watch = 还没有人接班。用 watchkeeper watch take 接班
cli-watch = 值班员 { $officer }，带班领导 { $leader }，{ $since } 起
cli-watch-deputy = 副班 { $deputy }
cli-watch-note = 交接：{ $note }
cli-clock-real = { $now }
cli-clock-still = { $now }（模拟时钟停住；用 clock --advance、--to 或 --rate 拨动）
cli-clock-simulated = { $now }（模拟时钟，每秒走 { $rate } 秒）
cli-status-stopped = 没有值守台在运行：{ $path }
cli-status-desk = { $code } { $name }（{ $mode }） { $now }
cli-status-process = 进程 { $pid }，{ $since } 起运行，{ $consoles } 个值守画面；数据 { $path }
cli-status-record = 记录 { $seq } 条，记录头 { $seq }:{ $head }
cli-status-open = 未办结事件 { $incidents } 起，待研判接报 { $calls } 件
cli-status-watch = 值班员 { $officer }
cli-status-reminder = 提醒时钟：{ $ran } 查看过，下一次提醒 { $next }，本次启动以来已提醒 { $raised } 次
cli-status-clock = 本机时钟可信
cli-status-clock-off = 本机时钟不可信
cli-status-disk = 数据目录所在磁盘剩余 { $megabytes } MB
cli-status-way = { $way }：{ $at } 已送达
cli-status-way-failed = { $way }：{ $at } 未送达（{ $detail }）
cli-status-never = 无
cli-stopped = 值守台已停止
cli-stopped-already = 没有值守台在运行
cli-begun = 已建立 { $code } { $name }（{ $path }）。运行 watchkeeper 开始值守
cli-begun-still = 已建立模拟值守台 { $code } { $name }（{ $path }），时钟停在 { $now }；用 watchkeeper clock 拨动
cli-begun-simulated = 已建立模拟值守台 { $code } { $name }（{ $path }），时钟从 { $now } 走起
cli-missing = 初报还缺：{ $missing }
cli-amended = 已更改 { $number }
cli-graded = { $number } 定为：{ $grade }
cli-stood-down = { $number } 已登记应急终止
cli-closed = { $number } 已办结
cli-dismissed = { $number } 已判为不构成事件
cli-milestone = { $number } { $name }：已登记
cli-instruction = { $number } 已登记批示
cli-response = { $number } 已登记：{ $step }{ $level }
cli-done-by-others = { $number } 已登记他方已办：{ $name }
cli-noted = { $number } 已写入备注
cli-waived = { $number } 已豁免
cli-triaged = { $number } { $outcome } { $incident }
cli-forgotten = { $number } 的个人信息已销毁
cli-report-filed = { $number } { $title } 已登记第 { $no } 号报告
cli-report-corrected = { $number } 第 { $no } 号报告已更正
cli-report-withdrawn = { $number } 第 { $no } 号报告已撤销
cli-report = 第 { $no } 号 { $kind } { $channel } { $time }
cli-acknowledged = 复诵或回执
cli-entered = 登记于
cli-grade-then = 报出时级别
cli-corrected = 已更正
cli-withdrawn = 已撤销
cli-no-reports = 还没有报告
cli-no-open-incidents = 没有未办结的事件
cli-no-incidents = 没有找到事件
cli-no-open-calls = 没有待研判的接报
cli-no-calls = 没有找到接报
cli-no-open-deadlines = 没有正在计时的时限
cli-no-deadlines = 没有时限
cli-entry-unreadable = 有一条读不懂（{ $hash }）：{ $reason }
cli-progress = { $stage }：{ $done } 条
cli-verify-sound = 记录完好：{ $entries } 条逐条相连，记录头 { $head }
cli-verify-amiss = 记录有问题：校验了 { $entries } 条，记录头 { $head }
cli-verify-doubt = 存疑，哪一份都不能证明：{ $entries }
cli-verify-unlisted = 另有 { $number } 处没有列出
cli-verify-head-found = 所给的记录头在记录里
cli-verify-head-missing = 所给的记录头不在记录里：记录可能被截断或换过
cli-backed-up = 已备份到 { $path }：{ $bytes } 字节，记录头 { $head }
cli-restored = 已恢复到 { $path }，记录头 { $head }。运行 watchkeeper --data { $path } 开始值守
cli-rules-built-in = 这里还没有值守台，列出的是内置规则
cli-rules-checked = { $path } 可以用：改动 { $changed } 条，新增 { $added } 条，停用 { $off } 条。放进 { $folder } 后重启值守台即采用
cli-rule-off = （停用：{ $reason }）

cli-first = 这里还没有值守台（{ $path }）。回答三个问题就可以开始；直接按 Enter 采用 [ ] 里的值。
cli-first-code = 台号 [{ $default }]：
cli-first-name = 名称 [{ $default }]：
cli-first-name-default = 巴南区生态环境局值班室
cli-first-mode = 用途：1 实战，2 模拟（培训、演练） [{ $default }]：

## 演示的故事
demo-desk = 演示值班室
demo-officer = 王敏
demo-deputy = 周涛
demo-leader = 李强
demo-watch = 王敏接班，副班周涛，带班领导李强
demo-watch-note = 汛期，木洞园区两家企业在检修
demo-first-call = 12345 转来：花溪河有异味
demo-first-call-from = 市民刘女士
demo-first-call-unit = 12345热线
demo-first-call-phone = 13800000001
demo-first-call-about = 花溪河一段有异味，水面有泡沫
demo-first-triage = 回拨核实为污水管网漫溢，移送区住房城乡建委
demo-passed-to = 区住房城乡建委
demo-second-call = 企业来电：废液管道破裂，含铬废液流入五布河
demo-second-call-from = 陈主任
demo-second-call-unit = 某电镀企业环保办
demo-second-call-phone = 13800000002
demo-second-call-about = 废液输送管道破裂，含铬废液约三吨流入五布河，距长江口约四公里
demo-logged = 登记为事件：重金属，可能污染长江干流，级别不明；三十分钟开始计时
demo-title = 五布河含铬废液泄漏
demo-place = 木洞镇五布河，距长江口约四公里
demo-pollutants = 含六价铬废液约三吨
demo-occurred-by = 企业自述
demo-phone = 电话报区委、区政府
demo-phone-words = 五布河发生含铬废液泄漏，正在核实处置。
demo-on-scene = 监测和执法人员到达现场
demo-late-phone = 电话报市生态环境局：晚了四分钟，记为迟报
demo-late-phone-words = 五布河发生含铬废液泄漏，已到现场，正在布点监测。
demo-monitoring = 五布河设三个断面开始监测
demo-written = 书面初报区委、区政府、市生态环境局，在一小时之内
demo-written-words = 22时25分许，某电镀企业废液管道破裂，含六价铬废液约三吨流入五布河。已关阀封堵，布设三个监测断面，下游四公里入长江。
demo-facts = 补充起因、监测数据和处置情况
demo-cause = 检修后法兰松脱，废液沿雨水沟入河
demo-readings = 二号断面六价铬 0.31 mg/L，超标五倍；长江口断面未检出
demo-measures = 已关阀，投放还原剂，河口设拦截坝，转移沿岸居民一百二十人
demo-ministry = 书面初报生态环境部总值班室和应急办
demo-ministry-words = 五布河含铬废液泄漏情况如前，长江干流未检出，处置仍在进行。
demo-graded = 定为较大
demo-ground = 影响乡镇取水，长江干流未受影响
demo-instruction = 带班领导批示
demo-instruction-words = 盯紧河口断面，每小时一报，投药量留底。
demo-follow-up = 书面续报区政府、市生态环境局
demo-follow-up-words = 河口断面连续三次未检出，二号断面降至 0.06 mg/L，继续投药。
demo-receiver = 值班室
demo-third-call = 值班电话：麻柳园区有白烟；没有人研判
demo-third-call-from = 门卫
demo-third-call-unit = 麻柳园区
demo-third-call-phone = 13800000003
demo-third-call-about = 麻柳园区东侧有白烟，气味刺鼻
demo-morning = 十八分钟过去，这次接报还没有研判：漏报就是这样开始的
