# 命令行：日历、时期、节点

error-cli-file = 无法读取文件 { $path }
    .hint = 核对路径和权限；从标准输入读取写 -
error-cli-day = “{ $given }”不是日期
    .hint = 写作 2026-02-14，或 今天、明天
error-cli-month = “{ $given }”不是月份
    .hint = 写作 2026-02
error-cli-ics-file = 无法写入日历文件 { $path }
    .hint = 检查目录、权限和磁盘；写 - 则打印到标准输出
error-cli-step-unknown = 没有以“{ $given }”开头的节点
    .hint = 用 watchkeeper schedule 查看节点名称
error-cli-step-ambiguous = 以“{ $given }”开头的节点不止一个
    .hint = 再多写几个字：{ $known }
error-cli-count = --count 不能是“{ $given }”
    .hint = 写作 名称=数字；名称可写 { $known }

cmd-almanac = 日历：工作日、放假、补班、农历、节气
cmd-almanac-day = 某一天是什么日子，值守等级如何
    .examples =
        watchkeeper almanac day 2026-02-17
        watchkeeper almanac day 今天 --json
cmd-almanac-month = 一个月的日历，一天一行
    .examples =
        watchkeeper almanac month 2026-02
cmd-almanac-import = 载入放假通知；自相矛盾的文件整份不收
    .examples =
        watchkeeper almanac import 2027.tsv
        表格首行写 date、kind、name（制表符分隔）；也收 name、date、isOffDay 组成的 JSON
cmd-period = 时期：节假日、重大活动、敏感时期、预警等
cmd-period-add = 增加一个时期，打印它的名称
    .examples =
        watchkeeper period add --name 马拉松 --kind major-event --from 2026-03-21 --to 2026-03-22
cmd-period-change = 更改一个时期；没有写的不变
    .examples =
        watchkeeper period change BN-P001 --to 2026-03-23
cmd-period-withdraw = 撤销一个时期；须写理由，未办的节点随之取消
cmd-period-list = 列出时期（默认今后一年）
cmd-schedule = 列出节点：今后几天要办的，和逾期未办的
    .examples =
        watchkeeper schedule --days 60
        watchkeeper schedule --ics 值守.ics
cmd-step = 节点
cmd-step-done = 登记一个节点已经办完
    .examples =
        watchkeeper step done spring-festival-2026/plan --who 王敏
        watchkeeper step done BN-P001/summary --count people-out=12 --count enterprises=5
cmd-step-reopen = 撤回节点的完成登记；须写理由

opt-date = 日期（默认今天）
opt-month = 月份（默认本月）
opt-almanac-import-file = 放假通知文件；- 为标准输入
opt-almanac-import-source = 出处（默认文件名）
opt-period-add-name = 名称
opt-period-add-kind = 种类
opt-period-add-from = 第一天
opt-period-add-to = 最后一天（默认同第一天）
opt-period-add-source = 日期的出处
opt-period-change-id = 时期名称（见 period list）
opt-period-change-name = 名称
opt-period-change-kind = 种类
opt-period-change-from = 第一天
opt-period-change-to = 最后一天
opt-period-change-source = 日期的出处
opt-period-withdraw-id = 时期名称（见 period list）
opt-period-list-from = 从哪一天起（默认今天）
opt-period-list-to = 到哪一天止
opt-period-list-all = 包括已撤销的
opt-period-change-level = 值守等级；kind 改回按种类
opt-level = 值守等级（默认按种类）
opt-days = 今后多少天（默认 60）
opt-schedule-all = 包括不再要求的
opt-ics = 写成 iCalendar 文件；- 为标准输出
opt-step-done-id = 节点名称，或能认出它的开头（见 schedule）
opt-step-reopen-id = 节点名称，或能认出它的开头
opt-who = 完成人
opt-count = 统计数；可写多次

cli-day-date = 日期
cli-day-weekday = 星期
cli-day-kind = 日子
cli-day-lunar = 农历
cli-day-duty = 值守等级
cli-day-what = 节日、节气、时期
cli-day-level = 值守等级：{ $level }
cli-notice-imported = 已载入 { $year } 年放假通知：放假 { $off } 天，补班 { $makeup } 天
cli-notice-known = { $year } 年放假通知没有变化：放假 { $off } 天，补班 { $makeup } 天
cli-almanac-built-in = 没有值守台：以上只按内置资料，不含本单位的时期、预警和设置
cli-notice-not-loaded = 放假通知未载入，日期可能变动
cli-period-name = 时期
cli-period-from = 起
cli-period-to = 止
cli-period-kind = 种类
cli-period-status = 依据
cli-period-id = 名称
cli-period-changed = 已更改：{ $line }
cli-period-withdrawn = 已撤销：{ $name }；未办的节点随之取消，已办的保留
cli-period-withdrawn-why = 已撤销：{ $reason }
cli-no-periods = 这段日子没有时期
cli-no-steps = 没有要办的节点
cli-step-id = 节点名称
cli-step-remark = 备注
cli-step-done = 已登记：{ $what }（{ $period }），{ $standing }
cli-step-reopened = 已撤回：{ $what }，重新待办
cli-ics-written = 已写入 { $path }：节点 { $steps } 个，时期 { $periods } 个

error-cli-setting = 没有设置“{ $given }”
    .hint = 用 watchkeeper settings show 查看全部设置
error-cli-setting-value = { $key } 不能是“{ $given }”
    .hint = 照 watchkeeper settings show 的写法填写

cmd-warning = 预警
cmd-warning-take = 收入文件中的预警；读不懂的文件整份不收，列表只收涉及本区和看不出是不是的。写编号则认定已收下的一条是不是本区
    .examples =
        watchkeeper warning take 预警.xml
        curl -s 网址 | watchkeeper warning take -
        watchkeeper warning take W3 --here
        watchkeeper warning take W3 --elsewhere --reason 说的是贵阳市花溪区
cmd-warning-add = 手工录入一条预警，最后一行只打印编号
    .examples =
        watchkeeper warning add --hazard 暴雨 --level orange --sender 区气象台
cmd-warning-list = 列出涉及本区或待认定、仍然有效的预警
cmd-warning-lift = 解除一条预警；须写理由
cmd-warning-confirm = 确认一条没有写失效时间的预警仍然有效
cmd-warning-act = 登记一项预警处置已经办完
    .examples =
        watchkeeper warning act W1 tell-leader --to 李强
cmd-settings = 本台设置
cmd-settings-show = 列出设置
cmd-settings-set = 更改一项设置
    .examples =
        watchkeeper settings set zero-report-at 17:00
        watchkeeper settings set level.hydrology strengthened
        watchkeeper settings set area-names 巴南区,李家沱街道,木洞镇,重庆国际生物城
        watchkeeper settings set area-names default
        area-names：预警没有区划代码时靠它认出本区；写了就代替内置的，default 恢复内置的

opt-warning-take-file = 预警文件（CAP XML 或 JSON）；- 为标准输入；或已收下的编号：W3
opt-here = 就是本区的：照此收入；已收下的改为本区，各项处置从现在起算
opt-warning-take-elsewhere = 不是本区的：照此收入；已收下的改为不涉及本区
opt-warning-take-reason = 理由；原来算作本区的必须写
opt-hazard = 灾种：暴雨、大风
opt-warning-add-level = 预警级别
opt-headline = 标题（默认由灾种和级别组成）
opt-sender = 发布单位
opt-area = 影响范围
opt-warning-add-at = 发布时间（默认现在）
opt-expires = 失效时间
opt-warning-add-status = 性质（默认 actual）；其余的只作演练，不算数
opt-elsewhere = 不涉及本区
opt-warning-list-all = 包括已解除、已失效和不涉及本区的
opt-warning-lift-number = 编号：W1、26-W001 或 BN-2026-W001；两年同号时须写年份
opt-warning-confirm-number = 编号：W1、26-W001 或 BN-2026-W001；两年同号时须写年份
opt-warning-act-number = 编号：W1、26-W001 或 BN-2026-W001；两年同号时须写年份
opt-duty = 哪一项
opt-told = 告知了谁
opt-key = 设置名称
opt-value = 值

cli-not-real = 【{ $status }，不是真的】
cli-warning-taken = 已收入 { $number }：{ $headline }
cli-warning-unplaced = 看不出是不是本区（{ $reach }），先收下 { $number }，待认定：{ $headline }
cli-warning-placed-here = { $number } 已认定为本区，各项处置开始计时
cli-warning-placed-elsewhere = { $number } 已认定为不涉及本区
cli-status-unplaced = 待认定是否本区的预警 { $number } 条
cli-warning-not-here = { $reach }，只存档 { $number }：{ $headline }
cli-warning-ended = 已结束 { $number }：{ $headline }
cli-warning-known = 早已收入 { $number }：{ $headline }
cli-warning-unknown = 所解除的预警不在册：{ $headline }
cli-warnings-elsewhere = 另有 { $count } 条不涉及本区，没有收入
cli-warnings-none-in-file = 文件里没有预警
cli-warning-level = 级别
cli-warning-expires = 失效
warning-holds = 有效
warning-asks = 待确认或者解除
warning-ended = 已结束
warning-expired = 已失效
cli-no-warnings = 没有涉及本区的有效预警
cli-no-warnings-found = 没有找到预警
cli-warning-lifted = 已解除 { $number }
cli-warning-confirmed = { $number } 仍然有效
cli-warning-acted = { $number } 已登记：{ $duty }
