//! The program from outside: the five cooperations as they are imported, on both databases.

mod search;
