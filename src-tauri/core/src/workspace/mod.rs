//! The one place that combines model, rules, store and disk: open, edit, save, reconcile, restore, read.
