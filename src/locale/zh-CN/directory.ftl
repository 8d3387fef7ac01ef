# 通讯录：打给谁，打哪个号码

dial-two-numbers = { $phone }（备用 { $other }）
dial-no-number = { $name }（未登记电话）

event-recipients-entered = 登记联系电话：{ $lines }
event-recipients-entered-many = 登记 { $number } 个对象的联系电话

field-recipient-name = 名称
field-other-phone = 备用电话
field-recipients = 报送对象

reject-recipient-twice = “{ $recipient }”出现了两次。
    .hint = 每个报送对象只写一次。
reject-not-a-phone = { $field }“{ $given }”不是可以拨打的号码。
    .hint = 至少要有三位数字，如 023-6000 0001；电子表格把号码变成了数值的（1.38E+10），先把那一列设为文本再填。

cmd-recipient = 报送对象通讯录：名称和电话
cmd-recipient-list = 列出全部对象和号码
cmd-recipient-show = 查看一个对象，以及号码由谁、何时登记
cmd-recipient-set = 登记或更改；没有写的不变，空串表示去掉
    .examples =
        watchkeeper recipient set district-committee --phone "023-6000 0001"
        watchkeeper recipient set 区政府 --name 区政府总值班室 --phone 023-60000002 --other-phone 023-60000003
cmd-recipient-import = 从表格（CSV：id、name、phone，可加 other_phone）登记；有一行不对就整份不收
    .examples =
        watchkeeper recipient export > 通讯录.csv
        watchkeeper recipient import 通讯录.csv --dry-run
        watchkeeper recipient import 通讯录.csv
        空格子表示不变；表里没有的对象也不变；UTF-8 和 GB 18030（电子表格另存的 CSV）都收
cmd-recipient-export = 按表格打印通讯录，可用电子表格打开、填好再导入
opt-recipient-show-recipient = 对象的代号或名称
opt-recipient-set-recipient = 对象的代号或名称
opt-recipient-set-name = 本台对它的称呼
opt-recipient-set-phone = 要拨的号码
opt-recipient-set-other-phone = 打不通时拨的号码
opt-dry-run = 只检查，不登记

cli-recipient = 代号
cli-no-number = 未登记
cli-recipient-how = 登记号码：watchkeeper recipient set { $id } --phone 号码
cli-recipient-entered = 已登记：{ $line }
cli-recipient-entered-at = { $time } 由 { $who } 登记
cli-recipient-change = { $id }（{ $name }）：{ $before } → { $after }
cli-recipients-known = 共 { $rows } 行，都已登记过，没有改动
cli-recipients-would = 共 { $rows } 行，将更改 { $changed } 个；这次只是检查，什么也没有登记
cli-recipients-imported = 共 { $rows } 行，更改了 { $changed } 个

table-row = 第 { $row } 行：{ $what }
table-cell = 第 { $row } 行“{ $column }”：{ $what }
table-more = 还有 { $number } 处
table-open-quote = 引号没有闭合
table-stray-quote = 引号的位置不对；格子里有引号的，整格用引号括起，里面的引号写两遍
table-too-many-rows = 超过 { $limit } 行
table-too-many-cells = 超过 { $limit } 格
table-cell-count = 表头有 { $wanted } 格，这一行有 { $given } 格
table-unknown-column = 不认识的表头；可以是 { $known }
table-column-twice = 表头重复
table-no-column = 缺少表头 { $name }
table-no-rows = 没有内容
table-unknown = 没有名为“{ $given }”的对象
table-twice = 与第 { $other } 行重复
table-lost-zero = 开头的 0 不见了；登记的是 { $known }
error-table-refused = { $path }：有 { $count } 处不对，整份没有收
    .hint = 请按上面的行号改好再导入；先用 --dry-run 检查
