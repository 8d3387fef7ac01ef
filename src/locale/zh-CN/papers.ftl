# 出门的文书：日历

ics-name = { $desk } 值守日程
ics-period = { $period }
ics-step = { $what }（{ $period }）
ics-step-done = 已办：{ $what }（{ $period }）
ics-done-at = 完成于 { $at }
ics-not-loaded = 日期所依据的放假通知未载入，可能变动
ics-simulated = 【模拟】{ $text }
