//! Lists of the API: the ids of a noun's things that a checked description asks for, one page at a time.
//!
//! Invariants: one statement per page, every value bound; the order is that of ids, which never changes, so that a walk
//! from page to page meets each thing once. A thing is seen only if everything that it cannot be without is seen: its
//! parent and those above, and whatever its required references point at. What is not seen leads to nothing either.

use crate::{
    ddl,
    error::Result,
    sql::{Param, Tx},
    thing::{Viewer, width},
};
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, ThingId},
};

/// Some things, described by how they hang together.
#[derive(Debug, Clone)]
pub enum Set {
    /// These.
    Ids(Vec<ThingId>),
    /// All of a noun.
    Every(&'static NounDef),
    /// Those of a noun that are exported with a cooperation.
    Home(&'static NounDef, ThingId),
    /// Those of a noun whose field refers into a set.
    Refers(&'static NounDef, &'static Field, Box<Set>),
    /// Those that a noun's field refers to, where the thing that refers is in a set.
    Referred(&'static NounDef, &'static Field, Box<Set>),
    /// Those that are in one of the sets.
    Any(Vec<Set>),
}

/// How a thing of a noun lies in time.
#[derive(Debug, Clone)]
pub enum When {
    /// Whatever the time.
    Always,
    /// Never in a time that is asked for.
    Never,
    /// From the start of one date to the end of another; open if there is no other or it is not stated. If the first one is
    /// not stated, otherwise.
    Dated {
        /// The date field that it starts with.
        from: &'static str,
        /// The date field that it ends with.
        to: Option<&'static str>,
        /// How it lies if `from` is not stated.
        otherwise: Box<When>,
    },
    /// As the thing that its field refers to.
    As(&'static str, &'static NounDef, Box<When>),
}

/// One page of a list.
#[derive(Debug)]
pub struct Page<'a> {
    /// The noun.
    pub noun: &'static NounDef,
    /// The things must be in each of these sets.
    pub within: &'a [Set],
    /// How the noun lies in time.
    pub when: &'a When,
    /// The first moment of the time that it must touch, as `2022-01-01T00:00`.
    pub from: Option<&'a str>,
    /// The last moment of that time.
    pub to: Option<&'a str>,
    /// A sort key that the label's sort key must contain.
    pub label: Option<&'a str>,
    /// The last thing of the page before.
    pub after: Option<ThingId>,
    /// How many at most.
    pub limit: i64,
}

/// The ids of a page, in order.
pub async fn ids(tx: &mut Tx, viewer: &Viewer, page: &Page<'_>) -> Result<Vec<ThingId>> {
    let (sql, params) = statement(viewer, page);
    tx.all(&sql, &params).await?.iter().map(|row| row.int(0).map(ThingId)).collect()
}

/// Which of these things of a noun the viewer sees with all that they hang on, in order.
pub async fn seen(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &'static NounDef,
    among: &[ThingId],
) -> Result<Vec<ThingId>> {
    let mut seen = Vec::with_capacity(among.len());
    for chunk in among.chunks(crate::thing::CHUNK) {
        let within = [Set::Ids(chunk.to_vec())];
        let limit = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        let page = Page {
            noun,
            within: &within,
            when: &When::Always,
            from: None,
            to: None,
            label: None,
            after: None,
            limit,
        };
        seen.extend(ids(tx, viewer, &page).await?);
    }
    Ok(seen)
}

/// The condition under which the register's row `t` of a noun's thing is seen with all that it hangs on. It has no values.
pub(crate) fn seen_with_all(viewer: &Viewer, noun: &NounDef) -> String {
    let hangs = noun.fields.iter().any(|f| f.required && !f.many && matches!(f.kind, Kind::Ref(_)));
    if *viewer == Viewer::All || !hangs {
        return viewer.condition();
    }
    let seen = Statement { viewer, params: Vec::new() }.seen(noun, 0);
    format!(
        "EXISTS (SELECT 1 FROM thing t0 JOIN \"{}\" n0 ON n0.id = t0.id WHERE t0.id = t.id AND {seen})",
        noun.name
    )
}

fn statement(viewer: &Viewer, page: &Page<'_>) -> (String, Vec<Param>) {
    let mut sql = Statement { viewer, params: Vec::new() };
    let mut all = vec![sql.seen(page.noun, 0)];
    for set in page.within {
        all.push(format!("t0.id IN ({})", sql.members(set)));
    }
    if page.from.is_some() || page.to.is_some() {
        let from = page.from.map(|f| sql.bind(f.into()));
        let to = page.to.map(|t| sql.bind(t.into()));
        all.push(touches(page.when, from.as_deref(), to.as_deref(), 0));
    }
    if let Some(label) = page.label {
        // A sort key has neither % nor _.
        let pattern = sql.bind(format!("%{label}%").into());
        all.push(format!("t0.label_sort LIKE {pattern}"));
    }
    if let Some(after) = page.after {
        let after = sql.bind(after.into());
        all.push(format!("n0.id > {after}"));
    }
    let limit = sql.bind(page.limit.into());
    let text = format!(
        "SELECT t0.id FROM thing t0 JOIN \"{}\" n0 ON n0.id = t0.id WHERE {} ORDER BY n0.id LIMIT {limit}",
        page.noun.name,
        all.join(" AND ")
    );
    (text, sql.params)
}

/// A statement in the making. Each level of depth has its register row `t…` and its noun's row `n…`.
struct Statement<'a> {
    viewer: &'a Viewer,
    params: Vec<Param>,
}

impl Statement<'_> {
    fn bind(&mut self, param: Param) -> String {
        self.params.push(param);
        format!("${}", self.params.len())
    }

    /// What stands between the parentheses of `IN (…)`.
    fn members(&mut self, set: &Set) -> String {
        match set {
            Set::Ids(ids) => {
                let fill = (ids.len()..width(ids.len())).map(|_| Param::Int(None));
                let params: Vec<Param> = ids.iter().map(|id| Param::from(*id)).chain(fill).collect();
                params.into_iter().map(|p| self.bind(p)).collect::<Vec<_>>().join(", ")
            }
            Set::Any(sets) if sets.is_empty() => "SELECT id FROM thing WHERE 1 = 0".to_owned(),
            Set::Any(sets) => sets.iter().map(|s| self.select(s)).collect::<Vec<_>>().join(" UNION "),
            one => self.select(one),
        }
    }

    fn select(&mut self, set: &Set) -> String {
        let rows = |noun: &NounDef| format!("thing t0 JOIN \"{}\" n0 ON n0.id = t0.id", noun.name);
        match set {
            Set::Ids(_) | Set::Any(_) => format!("SELECT id FROM thing WHERE id IN ({})", self.members(set)),
            Set::Every(noun) => format!("SELECT t0.id FROM {} WHERE {}", rows(noun), self.seen(noun, 0)),
            Set::Home(noun, home) => {
                let (name, home) = (self.bind(noun.name.into()), self.bind((*home).into()));
                let seen = self.seen(noun, 0);
                format!(
                    "SELECT t0.id FROM {} WHERE t0.noun = {name} AND t0.home_id = {home} AND {seen}",
                    rows(noun)
                )
            }
            Set::Refers(noun, field, to) => {
                let (to, seen) = (self.members(to), self.seen(noun, 0));
                let condition = if field.many {
                    let table = ddl::list_table(noun, field);
                    format!("t0.id IN (SELECT owner_id FROM \"{table}\" WHERE value IN ({to}))")
                } else {
                    format!("n0.\"{}\" IN ({to})", field.name)
                };
                format!("SELECT t0.id FROM {} WHERE {condition} AND {seen}", rows(noun))
            }
            Set::Referred(noun, field, by) => {
                let (by, seen) = (self.members(by), self.seen(noun, 0));
                if field.many {
                    let table = ddl::list_table(noun, field);
                    let from = format!("{} JOIN \"{table}\" l ON l.owner_id = t0.id", rows(noun));
                    format!("SELECT l.value FROM {from} WHERE t0.id IN ({by}) AND {seen}")
                } else {
                    let name = field.name;
                    format!("SELECT n0.\"{name}\" FROM {} WHERE t0.id IN ({by}) AND {seen}", rows(noun))
                }
            }
        }
    }

    /// The condition under which the thing at a depth is seen.
    fn seen(&self, noun: &NounDef, depth: usize) -> String {
        if *self.viewer == Viewer::All {
            return "1 = 1".to_owned();
        }
        let mut all = vec![self.visible(depth)];
        let below = depth + 1;
        for field in noun.fields.iter().filter(|f| f.required && !f.many && matches!(f.kind, Kind::Ref(_))) {
            let parent = noun.parent.filter(|p| p.field == field.name).and_then(|p| NounDef::named(p.noun));
            let (join, seen) = match parent {
                Some(parent) => (
                    format!(" JOIN \"{}\" n{below} ON n{below}.id = t{below}.id", parent.name),
                    self.seen(parent, below),
                ),
                None => (String::new(), self.visible(below)),
            };
            all.push(format!(
                "EXISTS (SELECT 1 FROM thing t{below}{join} WHERE t{below}.id = n{depth}.\"{}\" AND {seen})",
                field.name
            ));
        }
        all.join(" AND ")
    }

    /// The condition under which the register's row at a depth is visible by itself.
    fn visible(&self, depth: usize) -> String {
        self.viewer.condition().replace("t.", &format!("t{depth}."))
    }
}

/// The condition under which the noun's row at a depth may touch a time.
fn touches(when: &When, from: Option<&str>, to: Option<&str>, depth: usize) -> String {
    let n = format!("n{depth}");
    match when {
        When::Always => "1 = 1".to_owned(),
        When::Never => "1 = 0".to_owned(),
        When::Dated { from: start, to: end, otherwise } => {
            let mut all = Vec::new();
            if *end == Some(*start) {
                all.push(format!("({n}.\"{start}_first\" IS NOT NULL OR {n}.\"{start}_last\" IS NOT NULL)"));
            }
            if let Some(to) = to {
                all.push(format!("({n}.\"{start}_first\" IS NULL OR {n}.\"{start}_first\" <= {to})"));
            }
            if let (Some(end), Some(from)) = (end, from) {
                all.push(format!("({n}.\"{end}_last\" IS NULL OR {n}.\"{end}_last\" >= {from})"));
            }
            let dated = if all.is_empty() { "1 = 1".to_owned() } else { all.join(" AND ") };
            let otherwise = touches(otherwise, from, to, depth);
            format!(
                "(({n}.\"{start}\" IS NOT NULL AND {dated}) OR ({n}.\"{start}\" IS NULL AND {otherwise}))"
            )
        }
        When::As(field, noun, when) => {
            let below = depth + 1;
            let condition = touches(when, from, to, below);
            format!(
                "{n}.\"{field}\" IN (SELECT n{below}.id FROM \"{}\" n{below} WHERE {condition})",
                noun.name
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::{NOUNS, noun::Noun, record::Notice};

    fn text(viewer: &Viewer, noun: &'static NounDef, within: &[Set]) -> String {
        let when = When::Always;
        let page =
            Page { noun, within, when: &when, from: None, to: None, label: None, after: None, limit: 1 };
        let (sql, params) = statement(viewer, &page);
        assert_eq!(crate::sql::placeholders(&sql), params.len());
        sql
    }

    #[test]
    fn a_dependent_thing_is_seen_only_if_all_above_it_are() {
        let sql = text(&Viewer::Public, NounDef::named(Notice::NAME).unwrap(), &[]);
        for depth in 0..3 {
            assert!(sql.contains(&format!("t{depth}.visibility = 'public'")), "{sql}");
        }
    }

    #[test]
    fn the_installation_itself_is_asked_for_no_visibility() {
        for noun in NOUNS {
            assert!(!text(&Viewer::All, noun, &[Set::Every(noun)]).contains("visibility"), "{}", noun.name);
        }
    }

    #[test]
    fn no_value_stands_in_the_text_of_a_statement() {
        let noun = NounDef::named("item").unwrap();
        let (_, field) = noun.field("matter").unwrap();
        let set = Set::Refers(noun, field, Box::new(Set::Ids(vec![ThingId(987_654)])));
        let within = [Set::Any(vec![set, Set::Home(noun, ThingId(456_789))])];
        let sql = text(&Viewer::Public, noun, &within);
        assert!(!sql.contains("987654") && !sql.contains("456789") && !sql.contains("'item'"), "{sql}");
    }
}
