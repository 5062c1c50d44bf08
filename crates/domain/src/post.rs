//! Posts and who holds them. A post is not a person, and a seat is not a post.

use crate::{
    edtf::Edtf, item::Item, noun, noun::To, organisation::Organisation, organisation::Party, person::Person,
    target, value::Prose, vocabulary,
};

noun! {
    /// An office in an organisation or cooperation, whoever holds it.
    pub struct Post = "post" / "posts", label title {
        /// Whose post it is.
        owner: To<Party>,
        /// Title as it is used there.
        title: String,
        /// Function that local titles have in common, as `chief executive`.
        function: Option<String>,
        /// Other titles in the documents.
        aliases: Vec<String>,
        /// The unit that its holder leads.
        leads: Option<To<Organisation>>,
        /// What else is known.
        note: Option<Prose>,
    }
}

target! {
    /// What somebody can hold.
    pub Holdable = ["post", "seat"]
}

vocabulary! {
    /// How a post or seat is held.
    pub enum HoldingKind = "holding_kind" {
        /// Ordinarily.
        Ordinary = "ordinary",
        /// Acting (tf).
        Acting = "acting",
        /// As deputy (biträdande, vice).
        Deputy = "deputy",
        /// Beside the predecessor, while the post is handed over.
        Handover = "handover",
        /// For one occasion.
        Occasion = "occasion",
    }
}

vocabulary! {
    /// What is known of who holds it.
    pub enum HolderState = "holder_state" {
        /// The person is named.
        Named = "named",
        /// Somebody holds it, but the source does not name the person.
        NotStated = "not_stated",
        /// Nobody holds it.
        Vacant = "vacant",
    }
}

noun! {
    /// That somebody holds a post or a seat for a time.
    pub struct Holding = "holding" / "holdings", label of {
        /// The post or seat.
        of: To<Holdable>,
        /// The person, if named.
        person: Option<To<Person>>,
        /// What is known of the holder.
        holder: Option<HolderState>,
        /// How it is held.
        kind: Option<HoldingKind>,
        /// Party at the time.
        party: Option<String>,
        /// From when to when.
        valid: Option<Edtf>,
        /// The decision that it rests on.
        decided_by: Option<To<Item>>,
        /// Share of full time, or another instruction, in words.
        instruction: Option<Prose>,
    }
}
