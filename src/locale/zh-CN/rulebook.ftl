# rulebook

## 时限的状态
standing-running = 正常
standing-due-soon = 临期
standing-overdue = 超时
standing-met = 按时
standing-met-late = 迟报
standing-void = 免

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

## 依据的把握
confidence-law = 法规
confidence-local = 本地规定
confidence-setting = 本台设置
confidence-to-check = 待核对

## 时限
limit-minutes = { $number } 分钟
limit-hours = { $number } 小时
limit-days = { $number } 日
