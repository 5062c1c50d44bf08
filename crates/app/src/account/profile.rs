//! One's own page: the language, where one's mail goes, one's contact fields as a person and who may see them.

use super::{key::told, refusal::Refusal};
use crate::{
    cx::{Actor, Cx, Event},
    error::ActionError,
};
use genbo_domain::{
    address::Address,
    noun::Noun,
    person::Person,
    value::{ThingId, Value},
};
use genbo_store::{
    account::{self, Account},
    audit::{self, AuditValue},
    consent,
    row::{self, Find, ThingRow},
    sql::Tx,
    thing::Viewer,
};

/// The contact fields of a person, in their order.
pub const FIELDS: [&str; 2] = ["email", "phone"];
/// Who may see a contact field.
pub const AUDIENCES: [&str; 3] = ["nobody", "members", "public"];

/// One contact field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactField {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Option<String>,
    /// Who may see it.
    pub audience: String,
}

/// One's own account, and one's person with the contact fields.
#[derive(Debug)]
pub struct Profile {
    /// The account.
    pub account: Account,
    /// The person: slug and name.
    pub person: Option<(String, String)>,
    /// The contact fields; none without a person.
    pub fields: Vec<ContactField>,
}

/// What is one's own.
pub async fn own(cx: &Cx, actor: &Actor) -> Result<Profile, ActionError> {
    let mut tx = cx.db.read().await?;
    let account = account::get(&mut tx, actor.hand()).await?.ok_or(ActionError::NotFound)?;
    let Some(person) = account.person else {
        return Ok(Profile { account, person: None, fields: Vec::new() });
    };
    let row = person_row(&mut tx, person).await?;
    let said = consent::of(&mut tx, &[person]).await?;
    let field = |name: &'static str| ContactField {
        name,
        value: value(&row, name),
        audience: said.get(&(person, name.to_owned())).cloned().unwrap_or_else(|| "members".to_owned()),
    };
    let fields = FIELDS.into_iter().map(field).collect();
    Ok(Profile { account, person: Some((row.meta.slug.clone(), row.meta.label.clone())), fields })
}

async fn person_row(tx: &mut Tx, id: ThingId) -> Result<ThingRow, ActionError> {
    let rows = row::load_rows(tx, &Viewer::All, &Person::DEF, Find::Ids(&[id])).await?;
    rows.into_iter().next().ok_or(ActionError::NotFound)
}

fn place(name: &str) -> usize {
    Person::DEF.field(name).map_or(0, |(i, _)| i)
}

fn value(row: &ThingRow, name: &str) -> Option<String> {
    row.values[place(name)].as_ref().and_then(Value::as_text).map(str::to_owned)
}

/// Writes where one's own mail goes and the language in which one reads.
pub async fn put(cx: &Cx, actor: &Actor, email: &str, lang: &str) -> Result<(), ActionError> {
    if actor.stands_in() {
        return Err(Refusal::NotForOthers.into());
    }
    let email = address(email)?;
    let lang = ["sv", "en"].contains(&lang).then(|| lang.to_owned());
    let me = actor.hand().to_owned();
    cx.write_own(actor, async |change| {
        let before = account::get(&mut change.tx, &me).await?.ok_or(ActionError::NotFound)?;
        let after = Account { email, lang, ..before.clone() };
        if after != before {
            account::put(&mut change.tx, &after).await?;
            change.record(told(&me, "profile", &[]));
        }
        Ok(())
    })
    .await
}

/// An address of mail in lower case, or none if nothing was typed.
pub(super) fn address(typed: &str) -> Result<Option<String>, ActionError> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse::<Address>().map(|a| Some(a.to_string())).map_err(|_| Refusal::Email.into())
}

/// A text that must be filled in and has at most `most` characters, without the blanks around it.
pub(crate) fn filled(field: &'static str, typed: &str, most: usize) -> Result<String, ActionError> {
    let typed = typed.trim();
    let right = !typed.is_empty() && typed.chars().count() <= most && !typed.chars().any(char::is_control);
    if right { Ok(typed.to_owned()) } else { Err(Refusal::Field(field).into()) }
}

/// A contact field as its owner types it: name, value, who may see it.
pub type Typed<'a> = (&'static str, &'a str, &'a str);

/// Writes one's own contact fields and who may see them.
pub async fn put_contact(cx: &Cx, actor: &Actor, fields: &[Typed<'_>]) -> Result<(), ActionError> {
    if actor.stands_in() {
        return Err(Refusal::NotForOthers.into());
    }
    let mut new = Vec::new();
    for (name, typed, audience) in fields {
        let text = match (*name, typed.trim()) {
            (_, "") => None,
            ("email", _) => address(typed)?,
            ("phone", number) if number.len() <= 40 && number.chars().all(is_of_a_number) => {
                Some(number.to_owned())
            }
            (name, _) => return Err(Refusal::Field(if name == "phone" { "phone" } else { "email" }).into()),
        };
        if !FIELDS.contains(name) || !AUDIENCES.contains(audience) {
            return Err(Refusal::Field("audience").into());
        }
        new.push((*name, text, *audience));
    }
    let me = actor.hand().to_owned();
    cx.write_own(actor, async |change| {
        let account = account::get(&mut change.tx, &me).await?.ok_or(ActionError::NotFound)?;
        let person = account.person.ok_or(ActionError::NotFound)?;
        let mut row = person_row(&mut change.tx, person).await?;
        let said = consent::of(&mut change.tx, &[person]).await?;
        let mut values = Vec::new();
        for (name, text, audience) in &new {
            let before = value(&row, name);
            if before != *text {
                row.values[place(name)] = text.clone().map(Value::Text);
                values.push(AuditValue { field: (*name).to_owned(), before, after: text.clone() });
            }
            let key = (person, (*name).to_owned());
            let before = said.get(&key).map_or("members", String::as_str);
            if before != *audience {
                consent::put(&mut change.tx, person, name, audience).await?;
                values.push(AuditValue {
                    field: format!("{name}_audience"),
                    before: Some(before.to_owned()),
                    after: Some((*audience).to_owned()),
                });
            }
        }
        if !values.is_empty() {
            row.meta.changed =
                audit::next_number(&mut change.tx).await? + i64::try_from(change.pending()).unwrap_or(0);
            row::update(&mut change.tx, &Person::DEF, &row).await?;
            change.record(Event { thing: Some(person), noun: Person::NAME, action: "change", values });
        }
        Ok(())
    })
    .await
}

fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || "+-() /.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case_and_what_is_none_is_refused() {
        assert_eq!(
            address(" Anna.Berg@Svalov.Example ").unwrap().as_deref(),
            Some("anna.berg@svalov.example")
        );
        assert_eq!(address("  ").unwrap(), None);
        for wrong in ["anna", "a@b@c.example", "a b@c.example", "a@c.example\r\nBcc: x@y.example"] {
            assert!(matches!(address(wrong), Err(ActionError::Account(Refusal::Email))), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_is_empty_or_has_a_line_break_is_refused() {
        for wrong in ["", "  ", "a\nb", &"x".repeat(81)] {
            assert!(filled("name", wrong, 80).is_err(), "{wrong:?}");
        }
        assert_eq!(filled("name", " Min dator ", 80).unwrap(), "Min dator");
        assert!(filled("name", &"å".repeat(80), 80).is_ok());
    }
}
