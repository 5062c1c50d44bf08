//! The program from outside: the five cooperations as they are imported, on both databases.

mod api;
mod facts;
mod meetings;
mod pages;
mod places;
mod plans;
mod search;
