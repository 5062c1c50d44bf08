//! The program from outside: the five cooperations as they are imported, on both databases.

mod api;
mod search;
mod facts;
mod meetings;
mod pages;
mod plans;
mod places;
