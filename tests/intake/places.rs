//! A warning without a code: for whom it is by the names in it. What is not plain is asked, and
//! nothing that speaks of the district is for elsewhere unseen.

use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{WarningFacts, WarningMessage};
use watchkeeper::intake::warning::{District, Fate, Place, Reach, Wanted, reach, sift};

use crate::sample::{CMA, one};

/// Where a message says where it is for.
#[derive(Default, Clone, Copy)]
struct Told {
    area: &'static str,
    headline: &'static str,
    sender: &'static str,
    text: &'static str,
}

const NOTHING: Told = Told {
    area: "",
    headline: "",
    sender: "",
    text: "",
};

fn area(area: &'static str) -> Told {
    Told { area, ..NOTHING }
}

fn headline(headline: &'static str) -> Told {
    Told {
        headline,
        ..NOTHING
    }
}

fn text(text: &'static str) -> Told {
    Told { text, ..NOTHING }
}

fn facts(told: Told) -> WarningFacts {
    WarningFacts {
        identifier: "A-1".into(),
        area_codes: Vec::new(),
        area: told.area.into(),
        headline: told.headline.into(),
        sender: told.sender.into(),
        text: told.text.into(),
        ..one(CMA)
    }
}

fn of(told: Told, settings: &Settings) -> Reach {
    reach(&facts(told), &District::of(settings))
}

fn all(wanted: &str, cases: &[Told]) {
    for told in cases {
        let reach = of(*told, &Settings::default());
        let found = match () {
            () if reach.is_here() => "here",
            () if reach.is_open() => "asks",
            () => "elsewhere",
        };
        let Told {
            area,
            headline,
            sender,
            text,
        } = told;
        assert_eq!(
            found, wanted,
            "{area}|{headline}|{sender}|{text}: {reach:?}"
        );
    }
}

#[test]
fn the_district_its_streets_and_towns_are_here_wherever_they_are_named() {
    all(
        "here",
        &[
            area("巴南区"),
            area("重庆市巴南区"),
            area("重庆市/巴南区"),
            area("渝中区、巴南区、渝北区"),
            area("重庆巴南"),
            area("Banan District, Chongqing"),
            area("木洞镇"),
            area("重庆市 李家沱街道"),
            headline("巴南区气象台发布雷电红色预警信号"),
            headline("重庆市巴南区发布暴雨橙色预警"),
            headline("巴南气象台发布暴雨橙色预警"),
            headline("李家沱街道发布地质灾害预警"),
            headline("南泉镇发布地质灾害预警"),
            text("预计未来6小时巴南区有暴雨。"),
            text("渝中、巴南、南川等区县有暴雨。"),
            text("预计巴南东部有冰雹。"),
            text("请东温泉镇、二圣镇做好转移准备。"),
            text("花溪、李家沱、鱼洞一带有积水。"),
        ],
    );
}

#[test]
fn the_whole_city_is_for_the_district_and_one_of_its_other_districts_is_not() {
    all(
        "here",
        &[
            area("重庆市"),
            area("重庆"),
            area("重庆市、四川省"),
            area("重庆市中心城区"),
            headline("重庆市气象台发布暴雨红色预警信号"),
            headline("重庆市规划和自然资源局发布地质灾害气象风险橙色预警"),
            headline("市级发布预警：重庆市大部有暴雨"),
            text("预计未来24小时，重庆市有大到暴雨。"),
            Told {
                sender: "重庆市气象台",
                ..headline("暴雨红色预警")
            },
        ],
    );
    all(
        "elsewhere",
        &[
            area("重庆市渝北区"),
            area("重庆市 渝北区"),
            area("重庆市-南岸区"),
            area("重庆渝北"),
            area("重庆市某某区"),
            area("南川区"),
            area("渝北区、江北区"),
            headline("重庆市渝北区发布暴雨橙色预警"),
            headline("南岸区气象台发布雷电红色预警信号"),
            headline("重庆市万盛经开区发布暴雨橙色预警"),
            headline("重庆市忠县气象台发布大风蓝色预警"),
            headline("重庆市石柱土家族自治县气象台发布大风蓝色预警"),
            text("预计渝北区、江北区有暴雨。"),
            Told {
                sender: "重庆市气象台",
                ..headline("渝北区暴雨红色预警")
            },
        ],
    );
}

#[test]
fn places_of_the_same_name_in_other_provinces_are_elsewhere() {
    all(
        "elsewhere",
        &[
            area("贵州省贵阳市花溪区"),
            headline("贵阳市花溪区发布大雾橙色预警"),
            headline("江西省萍乡市莲花县气象台发布暴雨黄色预警"),
            headline("东莞市石龙镇发布暴雨黄色预警"),
            headline("四川省巴中市发布巴南高速大雾橙色预警"),
            headline("广西南宁市江南区发布暴雨黄色预警"),
            headline("巴中市巴州区气象台发布暴雨黄色预警"),
            text("四川省巴中市境内巴南广高速有团雾。"),
            area("山东省青岛市市北区重庆南路"),
        ],
    );
}

#[test]
fn what_is_not_plain_is_asked_and_never_left() {
    all(
        "asks",
        &[
            NOTHING,
            area("见附图"),
            area("预警区域"),
            headline("发布暴雨红色预警信号"),
            headline("中央气象台发布暴雨橙色预警"),
            text("预计我区大部有暴雨，请注意防范。"),
            text("古巴南部有飓风。"),
            text("巴南广高速有团雾。"),
            text("请花溪注意防范。"),
            text("预计四川东部、重庆西部有暴雨。"),
            area("重庆市部分地区"),
            text("长江南岸一线有大雾。"),
            headline("重庆市气象台发布预警：渝北区有暴雨"),
            // Its headline is for elsewhere, and yet it speaks of the district.
            Told {
                text: "暴雨云团向巴南区移动。",
                ..headline("南岸区气象台发布暴雨红色预警")
            },
            Told {
                headline: "巴南区气象台发布暴雨红色预警",
                ..area("渝北区")
            },
        ],
    );
}

#[test]
fn whoever_issues_for_another_division_names_the_district_or_is_for_elsewhere() {
    let issued = |told: Told, by: &str| {
        let mut facts = facts(told);
        facts.identifier = format!("{by}41600000_20260727103000");
        reach(&facts, &District::of(&Settings::default()))
    };
    let code = |code: &str| Reach::Issuer { code: code.into() };
    assert_eq!(issued(headline("暴雨"), "500113"), code("500113"));
    assert_eq!(issued(headline("暴雨"), "500000"), code("500000"));
    assert_eq!(issued(headline("暴雨"), "500112"), Reach::Elsewhere);
    assert_eq!(issued(text("巴南广高速"), "511900"), Reach::Elsewhere);
    assert!(issued(area("巴南区"), "500112").is_here());
    assert!(issued(text("云团向巴南区移动"), "500112").is_open());
}

#[test]
fn the_keepers_own_names_take_the_place_of_the_list_built_in() {
    let own = Settings {
        area_names: vec!["重庆国际生物城".into(), "南岸区".into()],
        ..Settings::default()
    };
    assert!(of(area("重庆国际生物城"), &own).is_here());
    assert!(of(area("重庆市南岸区"), &own).is_here());
    assert_eq!(of(area("木洞镇"), &own), Reach::Nowhere);
    // The district of the desk's own code is its own, whoever forgot it in the list.
    assert!(of(area("重庆市巴南区"), &own).is_here());
    // A desk of another code knows its own district and what covers it.
    let other = Settings {
        district_code: "500108".into(),
        ..Settings::default()
    };
    assert_eq!(of(area("重庆市巴南区"), &other), Reach::Elsewhere);
    assert!(of(area("重庆市南岸区"), &other).is_here());
    assert!(of(area("重庆市"), &other).is_here());
}

fn message(identifier: &str, told: Told) -> WarningFacts {
    WarningFacts {
        identifier: identifier.into(),
        ..facts(told)
    }
}

#[test]
fn of_a_list_what_cannot_be_placed_is_kept_and_what_is_for_elsewhere_left() {
    let list = vec![
        message("a", headline("巴南区气象台发布暴雨红色预警")),
        message("b", headline("昆明市气象台发布暴雨红色预警")),
        message("c", headline("暴雨红色预警")),
    ];
    let district = District::of(&Settings::default());
    for wanted in [Wanted::Here, Wanted::Any] {
        let sifted = sift(list.clone(), std::iter::empty(), &district, wanted);
        let found: Vec<(Place, &Fate)> = sifted.iter().map(|one| (one.place, &one.fate)).collect();
        let wanted = [
            (Place::Here, &Fate::Take),
            (Place::Elsewhere, &Fate::Elsewhere),
            (Place::Open, &Fate::Take),
        ];
        assert_eq!(found, wanted);
    }
}

#[test]
fn what_renews_a_warning_is_for_where_that_one_is() {
    let update = WarningFacts {
        message: WarningMessage::Update,
        references: vec!["a".into()],
        ..message("b", headline("暴雨红色预警"))
    };
    let first = message("a", headline("巴南区气象台发布暴雨橙色预警"));
    let district = District::of(&Settings::default());
    let sifted = sift(
        vec![first, update],
        std::iter::empty(),
        &district,
        Wanted::Here,
    );
    assert_eq!(sifted[1].place, Place::Here);
}
