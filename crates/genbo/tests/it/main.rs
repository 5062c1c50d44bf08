//! The program from outside, on both databases: one binary for all tests that need a database, a module for each subject.
//!
//! A test asks [`genbo_testkit::app`] for databases of its own and runs on both kinds:
//!
//! ```text
//! for_each_database(Start::Cooperations, async |app| {
//!     app.import(&[("a", &(small("x") + "[[person]]\nslug = \"p\"\nname = \"P\"\n"))]).await.unwrap();
//!     assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
//! })
//! .await;
//! ```
//!
//! `Start` says what is there from the beginning (made once per process and copied); `app.cx` is the application,
//! `app.url` the database's address for the program itself; [`genbo_testkit::generate`] makes up whole cooperations.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod access;
mod accounts;
mod adjusting;
mod answering;
mod api;
mod api_write;
mod audit;
mod backup;
mod bulk;
mod calls;
mod case_numbers;
mod checking;
mod commissions;
mod desk;
mod editing;
mod export;
mod facts;
mod files;
mod forms;
mod founding;
mod founding_form;
mod house;
mod import;
mod invented;
mod letters;
mod lists;
mod meetings;
mod norms;
mod pages;
mod pasting;
mod places;
mod plans;
mod processes;
mod record;
mod record_pages;
mod recorder;
mod recording;
mod referrals;
mod rule_pages;
mod rules;
mod schema;
mod search;
mod sign_in;
mod sittings;
mod statements;
mod statutes;
mod term;
mod verdicts;
mod visibility;
mod visitor;
mod voting;
mod weight;
mod wheel;
mod year_plan;
