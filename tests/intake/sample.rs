//! Files as the services write them, and how the tests take them in.

use chrono::{DateTime, Utc};
use chrono_tz::Asia::Shanghai;
use watchkeeper::domain::warning::WarningFacts;
use watchkeeper::intake::Unreadable;
use watchkeeper::intake::warning::read;

pub const CMA: &str = include_str!("../data/cap-cma-2022.xml");
pub const BANAN: &str = include_str!("../data/cap-banan-two-languages.xml");

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub fn now() -> DateTime<Utc> {
    at("2026-11-24T12:00:00+08:00")
}

pub fn take(text: &str) -> Result<Vec<WarningFacts>, Unreadable> {
    read(text.as_bytes(), now(), Shanghai)
}

pub fn one(text: &str) -> WarningFacts {
    let mut warnings = take(text).unwrap();
    assert_eq!(warnings.len(), 1, "{text}");
    warnings.remove(0)
}

pub fn refused(text: &str) -> Unreadable {
    take(text).expect_err(text)
}

/// The sample with one line changed.
pub fn with(line: &str, other: &str) -> String {
    assert_eq!(CMA.matches(line).count(), 1, "{line}");
    CMA.replace(line, other)
}

/// The line of the sample that holds an element.
pub fn line_of(name: &str) -> &'static str {
    let begins = format!("<{name}>");
    CMA.lines()
        .find(|line| line.trim().starts_with(&begins))
        .unwrap()
}

/// weather.cma.cn, the answer for a station.
pub const CMA_NOW: &str = r#"{"msg":"success","code":0,"data":{"location":{"id":"57789","name":"吉安"},"alarm":[
  {"id":"36080041600000_20250313143727","title":"吉安市气象台发布大雾橙色预警信号[II级/严重]","signaltype":"大雾",
   "signallevel":"橙色","effective":"2025/03/13 14:35","eventType":"11B17","severity":"ORANGE","type":"p0005002"},
  {"id":"36080041600000_20250313092928","title":"吉安市气象台更新雷电黄色预警信号[III级/较重]","signaltype":"雷电",
   "signallevel":"黄色","effective":"2025/03/13 09:26","eventType":"11B14","severity":"YELLOW","type":"p0012003"}],
  "jieQi":""}}"#;

/// weather.cma.cn, the map's list.
pub const CMA_MAP: &str = r#"{"msg":"success","code":0,"data":[
  {"id":"32031241600000_20260729124523","headline":"铜山区气象台发布强对流黄色预警[Ⅲ级/较重]",
   "effective":"2026/07/29 12:45","description":"预计今天午后到上半夜有强对流天气。<br/>请加强防范。",
   "longitude":117.1839,"latitude":34.1929,"type":"p0000003","title":"江苏省徐州市铜山区发布强对流黄色预警"}]}"#;

/// nmc.cn, a page of the list.
pub const NMC: &str = r#"{"msg":"success","code":0,"data":{"page":{"pageNo":1,"pageSize":30,"count":2,"list":[
  {"alertid":"50011341600000_20260823170800","issuetime":"2026/08/23 17:08",
   "title":"重庆市巴南区气象台发布暴雨蓝色预警信号","url":"/publish/alarm/1.html",
   "pic":"https://image.nmc.cn/assets/img/alarm/p0002001.png"},
  {"alertid":"50011341600000_20260823190000","issuetime":"2026/08/23 19:00",
   "title":"重庆市巴南区气象台解除暴雨预警信号","url":"/publish/alarm/2.html",
   "pic":"https://image.nmc.cn/assets/img/alarm/p0002003.png"}]}}}"#;

/// weather.com.cn, one warning in full.
pub const DETAIL: &str = r#"var alarminfo={"PROVINCE":"重庆市","CITY":"","STATIONNAME":"巴南区","SIGNALTYPE":"高温",
  "SIGNALLEVEL":"","TYPECODE":"07","LEVELCODE":"02","ISSUETIME":"2023-06-05 16:06","RELIEVETIME":"2023-06-06 16:06",
  "ISSUECONTENT":"巴南区气象台6月5日16时发布高温预警。"};"#;

/// The national warning service's list.
pub const NATIONAL: &str = r#"[{"identifier":"50011341600000_20260823190000","description":"解除。",
  "effective":"2026-08-23 19:00:00.0","eventType":"11B03","eventTypeCN":"暴雨事件","expires":"2026-08-24 19:00:00.0",
  "headline":"巴南区气象台解除暴雨橙色预警信号","msgType":"Cancel","note":"",
  "referencesInfo":"50011341600000_20260823170800","sender":"巴南区气象台","severity":"orange"}]"#;
