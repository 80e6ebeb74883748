//! Tests over the whole: what the program is allowed to do, which layer may name what, and the core
//! behind its wire. Nothing here needs a webview.

mod cli;
mod configuration;
mod layers;
mod tree;
