//! The workspace as a window uses it, stepped by hand.

mod answering;
mod book;
mod editing;
mod files;
mod ground;
mod losses;
mod opening;
mod outside;
mod picking;
mod recovery;
mod restoring;
mod rules;
mod session;
mod walks;
