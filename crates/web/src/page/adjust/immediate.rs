//! Choosing the §§ of a meeting that are adjusted at once, in a record of their own.

use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::{
        agenda::{head_of, opens},
        outbox::see,
        small::{self, Ask, Input},
    },
    upload::Pairs,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    adjustment::split,
    agenda,
    cx::Cx,
    error::ActionError,
    outbox::form_key,
    view::{Reader, meeting::meeting},
};

/// `/omedelbart/{meeting}`.
pub(super) async fn show(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    page(f, &cx, &slug, small::Told::default()).await
}

async fn page(f: Frame, cx: &Cx, slug: &str, told: small::Told) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let found = meeting(&mut reader, slug).await?;
    if !agenda::may(&mut reader, &f.actor(), found.meeting.id()).await? {
        return Err(Fault::Forbidden);
    }
    let t = &f.t.adjust;
    let inputs = found.items.iter().filter_map(|e| {
        let number = e.item.facts.number.as_ref()?;
        let label = format!("{} {}", f.lang.item_name(number, true), e.item.facts.title);
        Some(Input::check("item", label, &e.item.link.slug, false))
    });
    let ask =
        Ask::new("punkter", t.choose, t.immediate_lead, inputs.collect(), ("split", t.split_button)).main();
    let head = head_of(&f, &found.meeting, &found.bodies, (t.immediate, t.immediate_why));
    let parts = small::Parts { asks: vec![ask], ..small::Parts::default() };
    small::page(f, head, form_key(cx), told, parts)
}

/// Makes the record.
pub(super) async fn send(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let items: Vec<String> = sent.all("item").map(str::to_owned).collect();
    match split::immediate(&cx, &f.actor(), &slug, &items).await {
        Ok(record) => Ok(see(&f.link(&format!("/justering/{record}")))),
        Err(ActionError::Refused(all)) => {
            let told = |r: &genbo_app::thing::refusal::Refusal| {
                form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned())
            };
            let errors = all.iter().map(told).collect();
            page(f, &cx, &slug, small::Told::refused(errors, sent)).await
        }
        Err(other) => Err(other.into()),
    }
}
