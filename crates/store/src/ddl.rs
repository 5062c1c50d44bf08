//! The schema that the nouns' declarations demand, as SQL. Migrations are written from it; a test holds them to it.

use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    value::Kind,
};
use std::fmt::Write;

/// The columns in which a field of one value is kept: a date is kept with its earliest and latest moment beside it.
pub fn columns(field: &Field) -> Vec<String> {
    match field.kind {
        _ if field.many => Vec::new(),
        Kind::Date => {
            vec![field.name.to_owned(), format!("{}_first", field.name), format!("{}_last", field.name)]
        }
        _ => vec![field.name.to_owned()],
    }
}

/// The name of the table in which a field of several values is kept.
pub fn list_table(noun: &NounDef, field: &Field) -> String {
    format!("{}_{}", noun.name, field.name)
}

/// The SQL that creates the noun's table and the tables of its lists, with the tokens of the migrations.
pub fn create(noun: &NounDef) -> String {
    let mut sql = format!("CREATE TABLE \"{}\" (\n  \"id\" {{int}} PRIMARY KEY {{ref thing}}", noun.name);
    let mut after = String::new();
    for field in noun.fields {
        if field.many {
            list(noun, field, &mut after);
            continue;
        }
        let null = if field.required { " NOT NULL" } else { "" };
        let _ = write!(
            sql,
            ",\n  \"{}\" {}{null}{}",
            field.name,
            sql_type(field.kind),
            constraint(field, field.name)
        );
        if matches!(field.kind, Kind::Date) {
            let _ = write!(sql, ",\n  \"{0}_first\" {{text}},\n  \"{0}_last\" {{text}}", field.name);
            let _ = writeln!(
                after,
                "CREATE INDEX \"{0}_{1}_idx\" ON \"{0}\"(\"{1}_first\");",
                noun.name, field.name
            );
        }
        if matches!(field.kind, Kind::Ref(_)) {
            let _ =
                writeln!(after, "CREATE INDEX \"{0}_{1}_idx\" ON \"{0}\"(\"{1}\");", noun.name, field.name);
        }
    }
    sql.push_str("\n){strict};\n");
    sql + &after
}

fn list(noun: &NounDef, field: &Field, sql: &mut String) {
    let table = list_table(noun, field);
    let _ = write!(
        sql,
        "CREATE TABLE \"{table}\" (\n  \"owner_id\" {{int}} NOT NULL {{ref {}}},\n  \"position\" {{int}} NOT NULL,\n  \"value\" {} NOT NULL{},\n  PRIMARY KEY (\"owner_id\", \"position\")\n){{strict}};\n",
        noun.name,
        sql_type(field.kind),
        constraint(field, "value"),
    );
    if matches!(field.kind, Kind::Ref(_)) {
        let _ = writeln!(sql, "CREATE INDEX \"{table}_idx\" ON \"{table}\"(\"value\");");
    }
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Ref(_) => "{int}",
        Kind::Bool => "{bool}",
        _ => "{text}",
    }
}

fn constraint(field: &Field, column: &str) -> String {
    match field.kind {
        Kind::Word(v) => {
            let words: Vec<String> = v.words.iter().map(|(w, _)| format!("'{w}'")).collect();
            format!(" CHECK (\"{column}\" IN ({}))", words.join(", "))
        }
        Kind::Ref([one]) => format!(" {{ref {one}}}"),
        Kind::Ref(_) => " {ref thing}".to_owned(),
        Kind::Text | Kind::Prose | Kind::Url | Kind::Accent | Kind::Image => {
            format!(" CHECK (\"{column}\" <> '')")
        }
        _ => String::new(),
    }
}

/// The SQL of all nouns' tables.
pub fn all() -> String {
    NOUNS.iter().map(|n| create(n)).collect::<Vec<_>>().join("\n")
}
