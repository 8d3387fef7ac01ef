# 领导批准：怎样核实的
approver-unknown = { $leader }
approver-console = { $leader }，本人终端确认
approver-pin = { $leader }，口令确认
approver-on-watch = { $leader }，值班员代报，未经核实
approval-consent = { $reason }（批准：{ $approver }）
approval-by = 批准：{ $approver }

# 记录里的一句话，加上理由和批准人
event-with-consent = { $what }；理由：{ $consent }
event-with-approver = { $what }（{ $approver }）

# 表单
form-label-approver-pin = 领导口令

reject-consent-unproven = “{ $name }”不是本班带班领导，也没有核实本人同意。
    .hint = 请“{ $name }”在本人终端批准，或在此输入口令（--approver-pin）；也可以用 --wait 报请批准。

opt-approver-pin = 批准领导在此输入口令（与 --approved-by 同用）
