# rulebook

## 时限的状态
standing-running = 正常
standing-due-soon = 临期
standing-overdue = 超时
standing-met = 按时
standing-met-late = 迟报
standing-void = 免
standing-foreseen = 待判

deadline-uncertain = 到期日所在年的放假通知未载入，可能变动

## 要求做什么
duty-triage = 研判
duty-judge = 核实认定
duty-initial = 初报
duty-follow-up = 续报
duty-final = 终报
duty-notice = 通报
duty-investigation = 调查报告
duty-tell-leader = 报告领导
duty-pass-on = 转发预警
duty-contact-enterprises = 联系企业
duty-confirm = 确认预警
duty-place = 认定预警是否本区
duty-tell-head = 报告主要负责人
duty-relay = 政府上报
duty-propose = 向政府建议
duty-respond = 响应级别
duty-monitor = 监测结果
duty-publish = 发布信息
duty-brief = 新闻发布会

## 用什么方式
means-phone = 电话
means-written = 书面
means-any = 不限
means-desk = 台内

## 从何时起算
start-received = 接报
start-occurred = 发生
start-learned = 得知
start-verified = 核实
start-graded = 定级
start-stood-down = 应急终止
start-phone-report = 电话报告
start-last-report = 上一次报告
start-touched = 可能波及
start-monitored = 取得监测数据

## 依据的把握
confidence-law = 法规
confidence-local = 本地规定
confidence-setting = 本台设置
confidence-to-check = 待核对

## 时限
limit-minutes = { $number } 分钟
limit-hours = { $number } 小时
limit-days = { $number } 日
limit-working-days = { $number } 个工作日

## 分级的依据
criterion-deaths = 死亡
criterion-injured = 中毒或者重伤
criterion-evacuated = 疏散转移
criterion-loss = 直接经济损失
criterion-ecology = 生态影响
criterion-intake = 取水中断
criterion-radiation = 辐射影响
criterion-boundary = 跨界影响
# 一项损害和它所达的级别
reach = { $figure }（{ $grade }）
reach-deaths = 死亡 { $number } 人
reach-injured = 中毒或重伤 { $number } 人
reach-evacuated = 疏散转移 { $number } 人
reach-loss = 直接经济损失 { $number } 元
reach-kind = { $criterion }：{ $kind }
table-2014 = 2014年标准（国办函〔2014〕119号附件1）
table-2011 = 2011年标准（环境保护部令第17号附录）
grading-proposed = 按{ $table }建议：{ $grade }，依据：{ $criteria }；由值班员定级
grading-mildest = 按{ $table }建议：{ $grade }，各项都已查明，均无损害；由值班员定级
grading-nothing-known = 尚无数字，不能按分级标准判断
grading-too-little = 已知各项均无损害，其余尚不清楚，还不能按分级标准判断
grading-below = 低于损害数据：现定{ $set }，{ $against }；依据{ $table }，应为{ $reached }
grading-below-open = 。还没有领导批准：请重新定级，或写明理由由领导批准；在此之前待判的时限照样计时。
# 列表里的标记
mark-below = 偏低
mark-crossing = 跨省
answer-against = 已登记{ $boundary }，“{ $condition }”却是：{ $answer }
answer-against-open = 。请答“是”；要答“否”，须写明理由并由领导批准。
against-approved = 。经 { $leader } 批准：{ $reason }
grading-not-known = 尚不清楚：{ $criteria }

## 规则文件不能用
error-pack-syntax = { $file } 第 { $line } 行读不懂：{ $message }
    .hint = 按 TOML 的写法改正这一行；每个字段的写法见 watchkeeper rules show 的输出
error-pack-too-much = { $file } 第 { $line } 行：{ $what } 超过上限 { $limit }
    .hint = 删去不用的内容，或者分开写
error-pack-bad-id = { $file } 第 { $line } 行：编号“{ $given }”不对
    .hint = 编号用小写字母、数字和连字符，字母开头，最多 40 个字符
error-pack-duplicate = { $file } 第 { $line } 行：编号 { $id } 在同一文件中重复
    .hint = 合并成一条，或者换一个编号
error-pack-missing = { $file } 第 { $line } 行：{ $id } 是新编号，缺少 { $field }
    .hint = 新的规则或者对象要写全；想修改已有的，请核对编号（watchkeeper rules list）
error-pack-unknown-word = { $file } 第 { $line } 行：{ $field } 不能是“{ $given }”
    .hint = 可以用：{ $known }
error-pack-unknown-recipient = { $file } 第 { $line } 行：没有报送对象“{ $given }”
    .hint = 可以用：{ $known }；新的对象先用 [[recipient]] 写明
error-pack-bad-recipients = { $file } 第 { $line } 行：{ $id } 的报送对象为空或者重复
    .hint = 至少写一个对象，每个只写一次
error-pack-bad-limit = { $file } 第 { $line } 行：{ $field } 的“{ $given }”不是时限
    .hint = 写成整数加单位：30m（分钟）、4h（小时）、60d（日）、5wd（工作日）
error-pack-working-days = { $file } 第 { $line } 行：{ $field } 的“{ $given }”不能按工作日计
    .hint = limit 可以写成 5wd（工作日）；soon 写成 30m、4h、3d 这样
error-pack-zero-limit = { $file } 第 { $line } 行：{ $field } 不能是零
    .hint = 至少写 1m；不再执行的规则用 off = "理由"
error-pack-limit-too-long = { $file } 第 { $line } 行：“{ $given }”超过十年
    .hint = 请核对数字和单位
error-pack-soon-too-long = { $file } 第 { $line } 行：{ $id } 的 soon 比时限还长
    .hint = soon 是到期前多久算临期，要短于 limit
error-pack-bad-text = { $file } 第 { $line } 行：{ $field } 为空、超过 { $limit } 个字或者有控制字符
    .hint = 写成一行文字，不超过 { $limit } 个字
error-pack-too-wide = { $file } 第 { $line } 行：{ $field } 超过 { $columns } 列
    .hint = 一个汉字占两列，请缩短
error-pack-off-why = { $file } 第 { $line } 行：停用 { $id } 没有写理由
    .hint = 写成 off = "理由"；停用的规则和理由会一直看得到
error-pack-clash = { $file } 第 { $line } 行：{ $id }：{ $clash }
    .hint = 对照 watchkeeper rules show 中同类规则改正
pack-clash-call = 接报只能研判，从接报起算，不分级别和类别
pack-clash-incident = 事件没有研判和预警的事项，也不从接报起算
pack-clash-warning = 预警只有报告领导、转发、联系企业、确认或者解除，从收到起算，不分级别和类别
pack-clash-desk = 研判、核实认定和确认预警在台内完成（means = "desk"），其他事项不能在台内完成
pack-clash-follow-up = 续报从上一次报告起算（start = "last-report"），其他事项不能
pack-clash-phone = 用电话完成的事项不能从电话报告起算
pack-clash-touched = 只有通报毗邻（duty = "notice"）从可能波及时起算（start = "touched"）
pack-clash-by = 台内完成的事项和预警的事项只能由本局办（不写 by）
