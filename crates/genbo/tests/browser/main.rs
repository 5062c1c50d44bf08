//! The portal in a real browser, over the demo as anybody starts it. Invariant: one server for all tests, in which
//! nothing is changed, so that tests may run in any order and at the same time.

mod crawl;
mod forms;
mod half_hour;
mod journeys;
mod keyboard;
mod mail;
mod meeting;
mod pages;
mod papers;
mod planning;
mod reader;
mod rules;
mod server;
mod signing_in;
mod sitting;
mod snapshots;
mod text;
