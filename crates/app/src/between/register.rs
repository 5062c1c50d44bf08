//! Registering what was decided on a body's behalf.

use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    meeting::is_by_law,
    thing::{
        self,
        put::{Put, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    body::Body,
    decision::DelegatedDecision,
    edtf::Edtf,
    noun::{Noun, NounDef},
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::row::{self, Stored};

/// A decision as it was registered.
#[derive(Debug, Clone, Default)]
pub struct Registered {
    /// What was decided, in short.
    pub text: String,
    /// Who decided, by noun and slug.
    pub decided_by: Option<(String, String)>,
    /// When.
    pub when: Option<Edtf>,
    /// The point of the scheme of delegation, or the provision.
    pub basis: Option<String>,
    /// Whether the chair decided because it could not wait.
    pub is_urgent: bool,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Registers a decision. Under law it says who decided, when, and on which delegation: otherwise nobody can tell whether it
/// was anybody's to take (KL 6:37 to 6:40).
pub async fn register(cx: &Cx, actor: &Actor, body: &str, r: &Registered) -> Result<Vec<Put>, ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let body: Stored<Body> = row::load_named(&mut change.tx, &viewer, body).await?;
        let reach = thing::reach::of_thing(&mut change.tx, &Body::DEF, body.id).await?;
        change.require(Permission::Record, &reach)?;
        let by_law = is_by_law(&body.facts);
        let mut missing = Vec::new();
        for (field, lacks) in [
            ("text", r.text.trim().is_empty()),
            ("decided_by", by_law && r.decided_by.is_none()),
            ("when", by_law && r.when.is_none()),
            ("basis", by_law && r.basis.is_none()),
        ] {
            if lacks {
                missing.push(Refusal { row: 0, field: Some(field), why: Why::Missing });
            }
        }
        if !missing.is_empty() {
            return Err(ActionError::Refused(missing));
        }
        let text = |t: &str| Said::Value(Value::Text(t.to_owned()));
        let refer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
        let mut w = Written::new(&DelegatedDecision::DEF)
            .with("body", refer(Body::NAME, &body.meta.slug))
            .with("text", text(r.text.trim()))
            .with("urgent", Said::Value(Value::Bool(r.is_urgent)));
        if let Some((noun, slug)) = &r.decided_by
            && let Some(noun) = NounDef::named(noun)
        {
            w = w.with("decided_by", refer(noun.name, slug));
        }
        if let Some(when) = &r.when {
            w = w.with("when", text(&when.to_string()));
        }
        if let Some(basis) = &r.basis {
            w = w.with("basis", text(basis));
        }
        // What is not yet reported is for members, as what is written before a record is finished.
        w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
        Ok(put_once(change, &[w], r.submission.as_deref(), &at).await?.0)
    })
    .await
}
