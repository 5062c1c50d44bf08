//! The base register: the organisations that every installation knows from the start.
//!
//! A legal person that carries both a municipality's and a region's tasks is one organisation with two kinds.

use crate::{
    cooperation_file::import::apply,
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    pack::{self, Pack},
};
use genbo_documents::cooperation_file::{Common, Entry, Place};
use genbo_domain::{
    noun::Noun,
    organisation::Organisation,
    slug,
    value::{Value, WrittenValue},
};
use genbo_store::thing;
use std::collections::HashMap;

/// Adds what is missing of the base register, and tells how many organisations that were. It is asked at every start:
/// whoever was killed between the schema and the register finds it whole again.
pub async fn ensure(cx: &Cx) -> Result<usize, ActionError> {
    let entries: Vec<Entry> = pack::all().into_iter().flat_map(entries).collect();
    let slugs: Vec<&str> = entries.iter().map(|e| e.slug.as_str()).collect();
    let mut tx = cx.db.read().await?;
    let known = thing::ids_of_slugs(&mut tx, &thing::Viewer::All, Organisation::NAME, &slugs).await?.len();
    tx.close().await?;
    if known == slugs.len() {
        return Ok(0);
    }
    let report = cx
        .write(&Actor::System, Permission::Import, Keep::Commit, async |change| apply(change, &entries).await)
        .await?;
    Ok(report.differences.len())
}

struct Row<'a> {
    line: usize,
    code: &'a str,
    name: &'a str,
    county: &'a str,
    kinds: Vec<&'static str>,
}

fn entries(pack: &Pack) -> Vec<Entry> {
    let with_region: Vec<&str> = records(pack.regions).map(|(_, f)| f[0]).collect();
    let municipalities = records(pack.municipalities).map(|(line, f)| {
        let region_too = !with_region.contains(&f[2]);
        let kinds = if region_too { vec!["municipality", "region"] } else { vec!["municipality"] };
        Row { line, code: f[0], name: f[1], county: f[2], kinds }
    });
    let regions = records(pack.regions).map(|(line, f)| Row {
        line,
        code: f[0],
        name: f[1],
        county: f[0],
        kinds: vec!["region"],
    });
    let rows: Vec<Row<'_>> = municipalities.chain(regions).collect();
    let mut slugs: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *slugs.entry(slug::of(row.name)).or_default() += 1;
    }
    rows.iter()
        .map(|row| {
            let name = slug::of(row.name);
            let slug = if slugs[&name] > 1 { format!("{name}-{}", row.code) } else { name };
            entry(pack, row, slug)
        })
        .collect()
}

fn entry(pack: &Pack, row: &Row<'_>, slug: String) -> Entry {
    let noun = &Organisation::DEF;
    let place = Place { file: format!("packs/{}", pack.code).into(), line: row.line, column: 1 };
    let text = |s: &str| Value::Text(s.to_owned());
    let values: [(&str, WrittenValue); 4] = [
        ("name", text(row.name)),
        ("kinds", Value::List(row.kinds.iter().map(|k| text(k)).collect())),
        ("code", text(row.code)),
        ("county_code", text(row.county)),
    ];
    let fields = values
        .into_iter()
        .filter_map(|(name, value)| noun.field(name).map(|(index, _)| (index, value, place.clone())))
        .collect();
    Entry {
        noun,
        slug,
        parent: None,
        position: 0,
        place,
        fields,
        common: Common::default(),
        gaps: Vec::new(),
        clear: Vec::new(),
        stub: true,
        home: None,
    }
}

/// The records of a comma-separated file without quotes, after its heading, with their lines.
fn records(csv: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    csv.lines()
        .enumerate()
        .skip(1)
        .filter(|(_, l)| !l.is_empty())
        .map(|(n, l)| (n + 1, l.split(',').collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sweden_has_310_organisations_and_one_of_them_carries_both_tasks() {
        let entries = entries(pack::named("se").expect("there is Sweden"));
        assert_eq!(entries.len(), 310);
        let both: Vec<&Entry> = entries
            .iter()
            .filter(|e| matches!(e.value("kinds"), Some(Value::List(l)) if l.len() == 2))
            .collect();
        assert_eq!(both.iter().map(|e| e.slug.as_str()).collect::<Vec<_>>(), ["gotland"]);
    }

    #[test]
    fn two_municipalities_with_the_same_slug_both_carry_their_code() {
        let entries = entries(pack::named("se").expect("there is Sweden"));
        let slugs: Vec<&str> = entries.iter().map(|e| e.slug.as_str()).collect();
        assert!(slugs.contains(&"habo-0305") && slugs.contains(&"habo-0643") && !slugs.contains(&"habo"));
        let mut unique = slugs.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), slugs.len());
    }
}
