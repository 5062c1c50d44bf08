//! Votes at the desk, stances without a vote, and what is decided between meetings: each outcome with its arithmetic, on both
//! databases.

use crate::recording::{agenda, at, done, each, item, refused};
use genbo_testkit::board::{MEETING, NETWORK};

/// A numbered item at the board's meeting, at which four of five are.
async fn budget(desk: &crate::desk::Desk) -> String {
    agenda(desk, MEETING, "Budget").await;
    done(&at(desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
    done(&at(desk, "narvaro", MEETING).send_without("name=\"person.0\"", &["here.1"], "roll").await);
    item(desk, MEETING, "Budget").await
}

#[tokio::test]
async fn one_vote_is_told_on_every_basis_and_a_second_majority_can_fail_it() {
    each(async |app, desk| {
        let slug = budget(&desk).await;
        let vote = at(&desk, "rosta", &slug);
        let mut fields = vec![("question", "Bifall?"), ("yes_means", "Bifall"), ("no_means", "Avslag")];
        fields.extend([("ballot.0", "yes"), ("ballot.1", "yes"), ("ballot.2", "no")]);
        done(&vote.send("name=\"needs\"", &fields, "save").await);
        let told = at(&desk, "skriv", &slug).told().await;
        for line in [
            "2 ja, 1 nej, 0 avstår → Bifall",
            "krävs: mer än 1/2 av avgivna röster",
            "avgivna röster: 2 av 3",
            "närvarande som får besluta: 2 av 4",
            "organets platser: 2 av 5",
        ] {
            assert!(told.contains(line), "{line}: {told}");
        }
        // Of the seats it is not enough.
        let mut both = fields.clone();
        both[0] = ("question", "Med dubbel majoritet?");
        both.extend([("and_basis", "seats"), ("and_needs", "1/2")]);
        done(&vote.send("name=\"needs\"", &both, "save").await);
        let told = at(&desk, "skriv", &slug).told().await;
        assert!(told.contains("krävs: mer än 1/2 av organets platser"), "{told}");
        let after = told.split("Med dubbel majoritet?").nth(1).unwrap();
        assert!(after.contains("→ Avslag"), "{told}");
        // A third of those present refers back, whoever of them votes.
        let third = [("question", "Återremiss?"), ("yes", "2"), ("no", "2"), ("needs", "1/3")];
        done(&vote.send("name=\"needs\"", &third, "save").await);
        let told = at(&desk, "skriv", &slug).told().await;
        assert!(told.contains("krävs: minst 1/3 av närvarande som får besluta"), "{told}");
        assert_eq!(app.counts().await["vote"], 3, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn what_rests_on_facts_that_are_not_known_is_not_counted() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Budget").await;
        let slug = item(&desk, MEETING, "Budget").await;
        let vote = at(&desk, "rosta", &slug);
        let fields = [("question", "Bifall?"), ("yes", "3"), ("no", "1"), ("basis", "present")];
        refused(&vote.send("name=\"needs\"", &fields, "save").await, "Det går inte att räkna så");
    })
    .await;
}

#[tokio::test]
async fn proposals_are_put_in_order_until_all_are_settled() {
    each(async |app, desk| {
        let slug = budget(&desk).await;
        let page = at(&desk, "skriv", &slug);
        for (kind, text) in [
            ("approve", "Förslaget"),
            ("reject", "Nej tack"),
            ("own_text", "Egen budget"),
            ("refer_back", "Utred"),
        ] {
            let n = app.counts().await["proposal"];
            let names = [format!("proposal{n}:f.kind"), format!("proposal{n}:f.text")];
            let fields = [(names[0].as_str(), kind), (names[1].as_str(), text)];
            done(&page.send("data-keep", &fields, "save").await);
        }
        let vote = at(&desk, "rosta", &slug);
        let told = vote.told().await;
        assert!(told.contains("Näst i tur: formellt yrkande för sig: återremiss: Utred"), "{told}");
        // The chair finds that it falls: nothing is found, and a vote says no.
        let no = [("yes", "1"), ("no", "3")];
        done(&vote.send("name=\"needs\"", &no, "save").await);
        let told = vote.told().await;
        assert!(told.contains("Näst i tur: motförslag till huvudomröstningen"), "{told}");
        let page_text = vote.page().await;
        let named = |o: &&str| o.split("</option>").next().unwrap().contains("Egen budget");
        let own = page_text.split("<option value=\"").find(named).unwrap();
        let own = own.split('"').next().unwrap().to_owned();
        done(&vote.send("name=\"needs\"", &[("method", "acclamation"), ("found", &own)], "save").await);
        let told = vote.told().await;
        assert!(
            told.contains("Näst i tur: huvudfrågan: bifall: Förslaget mot") && told.contains("Egen budget"),
            "{told}"
        );
        let main = [("ballot.0", "yes"), ("ballot.1", "yes"), ("ballot.2", "yes"), ("ballot.3", "no")];
        done(&vote.send("name=\"needs\"", &main, "save").await);
        let told = vote.told().await;
        assert!(!told.contains("Näst i tur"), "{told}");
        let told = at(&desk, "punkter", &slug).told().await;
        assert!(told.contains("föll i huvudomröstningen") && told.contains("motförslag"), "{told}");
        assert!(!at(&desk, "efter", MEETING).told().await.contains("En omröstning är inte räknad"));
    })
    .await;
}

#[tokio::test]
async fn an_election_tells_its_blank_and_invalid_votes() {
    each(async |_, desk| {
        let slug = budget(&desk).await;
        let fields =
            [("question", "Val av vice"), ("options", "Ada: 2\nCia: 1"), ("blank", "1"), ("invalid", "0")];
        done(&at(&desk, "rosta", &slug).send("name=\"needs\"", &fields, "save").await);
        let told = at(&desk, "skriv", &slug).told().await;
        assert!(told.contains("3 giltiga + 1 blanka + 0 ogiltiga = 4 avgivna"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_network_tells_where_its_members_stand_all_but_some_at_once() {
    each(async |app, desk| {
        agenda(&desk, NETWORK, "Gemensam växel").await;
        let slug = item(&desk, NETWORK, "Gemensam växel").await;
        let page = at(&desk, "skriv", &slug);
        let page_text = page.page().await;
        let at_bjuv = (0..3).find(|i| {
            let value = format!("name=\"member.{i}\" value=\"bjuv\"");
            page_text.contains(&value)
        });
        let n = at_bjuv.expect("Bjuv has a seat");
        let (stance, reason) = (format!("stance.{n}"), format!("reason.{n}"));
        let fields =
            [(stance.as_str(), "conditional"), (reason.as_str(), "om kostnaden delas"), ("rest", "supports")];
        done(&page.send("name=\"rest\"", &fields, "stances").await);
        assert_eq!(app.counts().await["stance"], 3, "{:?}", app.kind);
        let told = at(&desk, "punkter", &slug).told().await;
        assert!(told.contains("om kostnaden delas"), "{told}");
        // Who changes position is entered again, and all others stand as they stood.
        let fields = [(stance.as_str(), "supports"), (reason.as_str(), ""), ("rest", "opposes")];
        done(&page.send("name=\"rest\"", &fields, "stances").await);
        let told = at(&desk, "punkter", &slug).told().await;
        assert!(!told.contains("om kostnaden delas") && app.counts().await["stance"] == 3, "{told}");
        // A body that votes has no such form.
        let board = budget(&desk).await;
        assert!(!at(&desk, "skriv", &board).told().await.contains("Ställningstaganden"));
    })
    .await;
}

#[tokio::test]
async fn a_decision_on_delegation_says_on_what_it_rests_waits_and_is_closed_by_its_item() {
    each(async |app, desk| {
        let page = at(&desk, "mellan-moten", "provkansliet/namnden");
        let short = page.send("name=\"decided_by\"", &[("text", "Stänga anläggningen")], "register").await;
        refused(&short, "Vem som beslutade");
        assert!(short.text.contains("Stänga anläggningen"), "nothing is lost");
        assert_eq!(app.counts().await["delegated_decision"], 0);
        let fields = [
            ("text", "Stänga anläggningen"),
            ("decided_by", "Ada Ahl"),
            ("when", "20 sep 2022"),
            ("basis", "6 kap. 39 § kommunallagen"),
            ("urgent", "yes"),
        ];
        done(&page.send("name=\"decided_by\"", &fields, "register").await);
        assert!(page.told().await.contains("väntar på nästa dagordning"));
        let agenda = at(&desk, "dagordning", MEETING);
        let waiting = agenda.page().await;
        assert!(waiting.contains("ordförandens brådskande beslut"), "{waiting}");
        let take =
            waiting.split("name=\"take\" value=\"").find(|v| v.starts_with("delegated_decision:")).unwrap();
        let take = take.split('"').next().unwrap().to_owned();
        done(&agenda.send("name=\"add\"", &[("take", &take)], "save").await);
        assert!(page.told().await.contains("står på dagordningen"));
        done(&at(&desk, "efter", MEETING).send("name=\"do\"", &[], "close").await);
        assert!(page.told().await.contains("anmält"), "{}", page.told().await);
        let outside = desk.get("utanfor", "/mellan-moten/provkansliet/namnden").await;
        assert_eq!(outside.status, axum::http::StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn all_are_asked_between_meetings_only_where_no_law_forbids_it_and_the_bodys_rules_say_so() {
    each(async |app, desk| {
        let network = at(&desk, "mellan-moten", "provkansliet/natverket");
        assert!(
            at(&desk, "mellan-moten", "provkansliet/namnden")
                .told()
                .await
                .contains("beslutar vid sammanträden")
        );
        let fields = [("title", "Gemensam växel"), ("until", "15 okt 2022"), ("proposed", "att pröva den")];
        refused(
            &network.send("name=\"until\"", &fields, "ask").await,
            "säger inte att det får besluta mellan möten",
        );
        let rule = "format = 1\n\n[[body]]\nslug = \"provkansliet/natverket\"\nbetween_meetings = true\n";
        app.import(&[("rule", rule)]).await.unwrap();
        refused(&network.send("name=\"until\"", &[("title", "Växel")], "ask").await, "Sista dag att svara");
        done(&network.send("name=\"until\"", &fields, "ask").await);
        let page = network.page().await;
        let vote = page.split("href=\"/rosta/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let vote = at(&desk, "rosta", &vote);
        let answers = [("question", "Bifall?"), ("ballot.0", "yes"), ("ballot.1", "yes"), ("ballot.2", "no")];
        done(&vote.send("name=\"needs\"", &answers, "save").await);
        let told = at(&desk, "skriv", &vote.path.replace("/rosta/", "")).told().await;
        assert!(told.contains("2 ja, 1 nej") && told.contains("medlemmarna: 2 av 3"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_is_laid_aside_for_its_writer_alone_and_gone_when_it_is_saved_or_she_signs_out() {
    each(async |app, desk| {
        agenda(&desk, MEETING, "Budget").await;
        let slug = item(&desk, MEETING, "Budget").await;
        let pairs = |form: String, content: &str| {
            vec![("form".to_owned(), form), ("content".to_owned(), content.to_owned())]
        };
        let wrong = desk.post("sekr", "/utkast", &pairs("/annat".to_owned(), "x")).await;
        assert_eq!(wrong.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        let content = "{\"values\":[[\"item0:f.summary\",\"# $ \\\\ 🎉 </textarea>\"]]}";
        let kept = desk.post("sekr", "/utkast", &pairs(format!("/skriv/{slug}"), content)).await;
        assert_eq!(kept.status, axum::http::StatusCode::NO_CONTENT, "{}", kept.text);
        let page = at(&desk, "skriv", &slug);
        assert!(page.page().await.contains("id=\"draft\""));
        let other = desk.get("sekr2", &page.path).await;
        assert!(!other.text.contains("id=\"draft\""), "it is nobody else's");
        done(&page.send("data-keep", &[("item0:f.summary", "Kort")], "save").await);
        assert_eq!(app.counts().await["draft"], 0, "what is saved is no draft");
        desk.post("sekr", "/utkast", &pairs(format!("/skriv/{slug}"), content)).await;
        done(&desk.post("sekr", "/logga-ut", &[]).await);
        assert_eq!(app.counts().await["draft"], 0, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn the_next_meeting_approves_notes_or_words_them_otherwise_and_both_wordings_stay() {
    each(async |app, desk| {
        let before = "format = 1\nhome = \"provkansliet\"\n\n[[meeting]]\nslug = \"provkansliet/natverket/2022-05-05\"\n\
            title = \"Möte i maj\"\nbodies = [\"provkansliet/natverket\"]\nwhen = \"2022-05-05\"\nstatus = \"held\"\n\n\
            [[meeting.item]]\nnumber = \"1\"\ntitle = \"Växel\"\nsummary = \"Alla var eniga.\"\n\n\
            [[meeting.record]]\nkind = \"notes\"\nstatus = \"issued\"\n";
        agenda(&desk, NETWORK, "Föregående anteckningar").await;
        let slug = item(&desk, NETWORK, "Föregående anteckningar").await;
        let page = at(&desk, "foregaende", &slug);
        assert!(page.told().await.contains("Inga utsända anteckningar väntar"));
        app.import(&[("before", before)]).await.unwrap();
        assert!(at(&desk, "skriv", &slug).told().await.contains("Godkänn anteckningarna"));
        done(&page.send("name=\"item.0\"", &[("summary.0", "Alla utom Höör var eniga.")], "approve").await);
        assert_eq!(app.counts().await["rewording"], 1, "{:?}", app.kind);
        for path in ["punkter/provkansliet/natverket/2022-05-05/1", "protokoll/provkansliet/natverket/2022-05-05"] {
            let got = desk.get("sekr", &format!("/{path}")).await;
            let told = crate::pages::visible(&got.text);
            assert!(told.contains("Alla utom Höör var eniga.") && told.contains("Alla var eniga."), "{path}: {told}");
        }
        assert!(page.told().await.contains("Inga utsända anteckningar väntar"), "approved once");
        refused(&desk.post("sekr", &page.path, &[("do".to_owned(), "approve".to_owned())]).await, "");
    })
    .await;
}
