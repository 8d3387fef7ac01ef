//! The directory of those who are to be told: entered by hand, from a table, shown wherever somebody
//! has to be called.

use serde_json::Value;

use crate::support::Home;

fn of<'a>(list: &'a Value, id: &str) -> &'a Value {
    let list = list.as_array().unwrap();
    list.iter().find(|one| one["id"] == id).unwrap()
}

#[test]
fn a_number_is_entered_shown_and_kept_in_the_record_with_who_entered_it() {
    let home = Home::on_watch("2026-11-24 14:30");
    let before = home.tells(&["recipient", "show", "区委"]);
    assert_eq!(before["phone"], Value::Null);
    let said = home.does(&["recipient", "show", "district-committee"]);
    assert!(said.contains("未登记"), "{said}");
    let said = home.does(&["recipient", "list"]);
    assert!(said.contains("watchkeeper recipient set"), "{said}");
    let set = [
        "recipient",
        "set",
        "区委",
        "--name",
        "区委总值班室",
        "--phone",
        "０２３－6000 0001",
    ];
    let said = home.does(&set);
    assert_eq!(said, "已登记：区委总值班室 023-6000 0001\n");
    home.does(&[
        "recipient",
        "set",
        "district-committee",
        "--other-phone",
        "023-6000 0009",
    ]);
    let shown = home.tells(&["recipient", "show", "区委总值班室"]);
    assert_eq!(shown["id"], "district-committee");
    assert_eq!(shown["phone"], "023-6000 0001");
    assert_eq!(shown["other_phone"], "023-6000 0009");
    assert_eq!(shown["entered_by"], "王敏");
    assert_eq!(shown["entered_at"], "2026-11-24T14:30:00+08:00");
    let log = home.does(&["log"]);
    assert!(
        log.contains("登记联系电话：区委总值班室 023-6000 0001"),
        "{log}"
    );
    // What the rules demand may change; the numbers stay.
    let rules = home.data().join("rules");
    std::fs::create_dir_all(&rules).unwrap();
    let own = "pack = \"own\"\nversion = 1\n[[recipient]]\nid = \"district-committee\"\nphone = \"110\"\n";
    std::fs::write(rules.join("own.toml"), own).unwrap();
    home.does(&["stop"]);
    let shown = home.tells(&["recipient", "show", "district-committee"]);
    assert_eq!(shown["phone"], "023-6000 0001");
}

#[test]
fn a_bad_number_and_an_unknown_recipient_are_refused_with_what_to_do() {
    let home = Home::simulated("2026-11-24 14:30");
    let said = home.says(&["recipient", "set", "区委", "--phone", "待补"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("不是可以拨打的号码"), "{}", said.err);
    let said = home.says(&["recipient", "set", "外星人", "--phone", "110"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("district-committee"), "{}", said.err);
    let said = home.says(&["recipient", "set", "区委"]);
    assert_eq!(said.code, 1, "nothing would change: {said:?}");
}

#[test]
fn a_table_goes_out_and_comes_back_whole_or_not_at_all() {
    let home = Home::simulated("2026-11-24 14:30");
    let table = home.does(&["recipient", "export"]);
    assert!(
        table.starts_with("\u{feff}id,name,phone,other_phone\r\n"),
        "{table}"
    );
    let filled = table
        .replace(
            "district-committee,区委,,",
            "district-committee,区委,+86 23 60000001,",
        )
        .replace(
            "municipal-bureau,市生态环境局,,",
            "municipal-bureau,市局应急处,023-8900 0001,110",
        );
    let file = home.file("numbers.csv", &filled);
    let tried = home.tells(&["recipient", "import", &file, "--dry-run"]);
    assert_eq!(tried["changed"].as_array().unwrap().len(), 2);
    let known = home.tells(&["recipient", "list"]);
    assert_eq!(of(&known, "district-committee")["phone"], Value::Null);
    home.does(&["recipient", "import", &file]);
    let known = home.tells(&["recipient", "list"]);
    assert_eq!(of(&known, "district-committee")["phone"], "+86 23 60000001");
    assert_eq!(of(&known, "municipal-bureau")["zh"], "市局应急处");
    // The same again is no slip and makes no entry.
    let entries = home.tells(&["status"])["entries"].clone();
    let said = home.does(&["recipient", "import", &file]);
    assert!(said.contains("没有改动"), "{said}");
    assert_eq!(home.tells(&["status"])["entries"], entries);
    // What a spreadsheet would compute stays text.
    let table = home.does(&["recipient", "export"]);
    assert!(table.contains(",'+86 23 60000001,"), "{table}");
    let file = home.file("again.csv", &table);
    assert_eq!(
        home.tells(&["recipient", "import", &file])["changed"],
        Value::Array(vec![])
    );
}

#[test]
fn a_table_with_a_wrong_row_changes_nothing_and_names_the_rows() {
    let home = Home::simulated("2026-11-24 14:30");
    let table =
        "id,name,phone\ndistrict-committee,区委,110\nnobody,谁,120\nwater-bureau,区水利局,=cmd()\n";
    let file = home.file("numbers.csv", table);
    let said = home.says(&["recipient", "import", &file]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("第 3 行"), "{}", said.err);
    assert!(said.err.contains("第 4 行"), "{}", said.err);
    assert!(said.err.contains("整份没有收"), "{}", said.err);
    let said = home.says(&["recipient", "import", &file, "--json"]);
    assert_eq!(said.code, 1);
    let faults: Value = serde_json::from_str(&said.out).unwrap();
    let faults = faults["faults"].as_array().unwrap();
    let rows: Vec<u64> = faults
        .iter()
        .map(|one| one["row"].as_u64().unwrap())
        .collect();
    assert_eq!(rows, [3, 4]);
    let known = home.tells(&["recipient", "list"]);
    assert_eq!(of(&known, "district-committee")["phone"], Value::Null);
    let said = home.says(&["recipient", "import", "/nonexistent.csv"]);
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn a_deadline_says_by_which_number_its_recipient_is_called() {
    let home = Home::on_watch("2026-11-24 14:30");
    home.does(&["recipient", "set", "区政府", "--phone", "023-6000 0002"]);
    home.does(&[
        "incident",
        "add",
        "--title",
        "铬",
        "--place",
        "五布河",
        "--grade",
        "II",
    ]);
    let deadlines = home.tells(&["deadlines"]);
    let of = |id: &str| {
        let mut all = deadlines.as_array().unwrap().iter();
        all.find(|one| one["recipient"] == id).unwrap()["recipient_phones"].clone()
    };
    assert_eq!(
        of("district-government"),
        serde_json::json!(["023-6000 0002"])
    );
    assert_eq!(of("district-committee"), serde_json::json!([]));
}
