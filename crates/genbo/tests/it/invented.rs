//! Cooperations that nobody has, unlike the five: files with rules, and beside them what shall come out.
//! Nothing in the program knows them; each `invented/NAME.genbo.toml` has its `invented/NAME.expected`.

use genbo_app::{
    check::{self, Ask},
    view::Reader,
};
use genbo_store::thing::Viewer;
use genbo_testkit::app::{Start, for_each_database};
use std::collections::BTreeSet;

const INVENTED: [(&str, &str, &str); 2] = [
    (
        "skargarden",
        include_str!("invented/skargarden.genbo.toml"),
        include_str!("invented/skargarden.expected"),
    ),
    (
        "biblioteken",
        include_str!("invented/biblioteken.genbo.toml"),
        include_str!("invented/biblioteken.expected"),
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn invented_cooperations_come_out_as_they_were_written_down() {
    for_each_database(Start::Register, async |app| {
        for (slug, text, expected) in INVENTED {
            app.import(&[(slug, text)]).await.unwrap_or_else(|e| panic!("{slug}: {e:?}"));
            let mut lines = expected.lines().filter(|l| !(l.is_empty() || l.starts_with('#')));
            let as_of = lines.next().unwrap().parse().unwrap();
            let mut reader = Reader::open(&app.cx, &Viewer::All, as_of).await.unwrap();
            let ask = Ask { cooperation: Some(slug.to_owned()), body: None };
            let checked = check::check(&mut reader, &ask).await.unwrap();
            let name = |id| checked.names.get(id).map(|l| l.slug).unwrap_or_default();
            let mut told = BTreeSet::new();
            for one in &checked.findings {
                let rule = one.rule.meta.slug.split('/').next_back().unwrap_or_default();
                let subject = one.finding.subject;
                let about = match subject.of {
                    Some(of) => format!("{} {}", name(subject.thing), name(of)),
                    None => name(subject.thing),
                };
                told.insert(format!("{rule}: {about}: {}", one.finding.answer.outcome.as_str()));
            }
            let expected: BTreeSet<String> = lines.map(|l| l.trim().to_owned()).collect();
            let missing: Vec<_> = expected.difference(&told).collect();
            let more: Vec<_> = told.difference(&expected).collect();
            assert!(
                missing.is_empty() && more.is_empty(),
                "{slug}: not told {missing:#?}, and not expected {more:#?}"
            );
        }
    })
    .await;
}
