//! A save under every fault: the file is always its old or its new text, whole, and nothing that
//! was acknowledged is lost.

use std::io::ErrorKind;
use std::path::Path;

use sixpager_core::disk::{WriteProblem, is_leftover, write_atomically};
use sixpager_core::model::Hash;
use sixpager_tests::disk::{Done, Fault, Files, Forgets, Lasts, ModelDisk};

const MEMO: &str = "/memos/memo.md";
const OLD: &str = "The old text of the memo, with all its words.";
const NEW: &str = "The new text of the memo, with all its words and some more.";
const THEIRS: &str = "What another program wrote in the meantime.";

fn disk() -> ModelDisk {
    ModelDisk::with(&[(MEMO, OLD)])
}

fn save(disk: &ModelDisk) -> Result<(), WriteProblem> {
    let expected = Some(Hash::of(OLD.as_bytes()));
    write_atomically(disk, Path::new(MEMO), NEW.as_bytes(), expected).map(drop)
}

fn memo(files: &Files) -> Option<&str> {
    let bytes = files.get(Path::new(MEMO))?;
    Some(std::str::from_utf8(bytes).expect("a whole text is UTF-8"))
}

/// Whether the memo is whole, and nothing stands beside it but what is known for a leftover.
fn is_whole(files: &Files) -> bool {
    let others = files.keys().filter(|path| *path != Path::new(MEMO));
    let known = |path: &Path| path.file_name().is_some_and(is_leftover);
    matches!(memo(files), Some(OLD | NEW)) && others.into_iter().all(|path| known(path))
}

fn every_fault() -> impl Iterator<Item = Fault> {
    let count = {
        let disk = disk();
        save(&disk).expect("nothing fails");
        disk.log().len()
    };
    assert!(count > 8, "a save takes more operations than {count}");
    let errors = [
        ErrorKind::Other,
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
    ];
    (0..count).flat_map(move |at| {
        errors.into_iter().flat_map(move |error| {
            [Lasts::Once, Lasts::ForEver]
                .into_iter()
                .flat_map(move |lasts| {
                    [Done::Nothing, Done::All]
                        .into_iter()
                        .map(move |done| Fault {
                            at,
                            lasts,
                            done,
                            error,
                        })
                })
        })
    })
}

#[test]
fn a_save_without_faults_leaves_one_file() {
    let disk = disk();
    save(&disk).expect("nothing fails");
    assert_eq!(disk.files(), ModelDisk::with(&[(MEMO, NEW)]).files());
}

#[test]
fn whatever_fails_the_file_is_old_or_new_and_a_later_save_succeeds() {
    for fault in every_fault() {
        let disk = disk();
        disk.fail(fault);
        let saved = save(&disk);
        let files = disk.files();
        assert!(is_whole(&files), "{fault:?} left {files:?}");
        if saved.is_ok() {
            assert_eq!(memo(&files), Some(NEW), "{fault:?} was acknowledged");
        }
        if matches!(saved, Err(WriteProblem::ChangedElsewhere { .. })) {
            panic!("{fault:?} was taken for another program");
        }
        // A temporary file stays only when nobody knows of it, it cannot be removed, or what it
        // holds is unknown.
        let failed = disk.log()[fault.at];
        let may_stay =
            fault.lasts == Lasts::ForEver || ["create", "remove", "read"].contains(&failed);
        assert!(
            may_stay || files.len() == 1,
            "{fault:?} of {failed} left {files:?}"
        );
        disk.heal();
        save(&disk).unwrap_or_else(|problem| panic!("after {fault:?}: {problem:?}"));
        assert_eq!(memo(&disk.files()), Some(NEW));
    }
}

/// Power cuts at each step of a save, on a disk that may forget; the texts that were not whole,
/// and the acknowledged ones that were lost.
fn losses(forgets: Option<Forgets>) -> Vec<String> {
    let mut losses = Vec::new();
    for fault in every_fault().filter(|fault| fault.lasts == Lasts::ForEver) {
        let disk = disk();
        forgets.into_iter().for_each(|what| disk.forget(what));
        disk.fail(fault);
        let _ = save(&disk);
        for left in disk.after_power_cut() {
            if !is_whole(&left) {
                losses.push(format!("{fault:?} left {left:?}"));
            }
        }
    }
    let disk = disk();
    forgets.into_iter().for_each(|what| disk.forget(what));
    save(&disk).expect("nothing fails");
    for left in disk.after_power_cut() {
        if memo(&left) != Some(NEW) {
            losses.push(format!("an acknowledged save left {left:?}"));
        }
    }
    losses
}

#[test]
fn a_power_cut_at_any_step_loses_nothing() {
    assert_eq!(losses(None), Vec::<String>::new());
}

#[test]
fn forgetting_to_sync_would_be_noticed() {
    let torn = losses(Some(Forgets::FileSync));
    assert!(
        torn.iter().any(|loss| loss.contains("[]")),
        "an empty file is found: {torn:?}"
    );
    let lost = losses(Some(Forgets::FolderSync));
    assert!(
        lost.iter()
            .all(|loss| loss.starts_with("an acknowledged save")),
        "{lost:?}"
    );
    assert!(!lost.is_empty(), "a name that was never synced is found");
}

#[test]
fn a_failed_sync_is_never_tried_again_on_the_same_file() {
    let disk = disk();
    let sync = {
        save(&disk).expect("nothing fails");
        let log = disk.log();
        log.iter()
            .position(|name| *name == "sync")
            .expect("it syncs")
    };
    let disk = self::disk();
    disk.fail(Fault {
        at: sync,
        lasts: Lasts::Once,
        done: Done::Nothing,
        error: ErrorKind::Other,
    });
    assert!(matches!(save(&disk), Err(WriteProblem::Other(_))));
    let after: Vec<_> = disk.log().split_off(sync + 1);
    assert_eq!(after, ["remove"], "it is thrown away");
    save(&disk).expect("a new file takes its place");
}

#[test]
fn text_of_another_program_is_found_before_every_step() {
    let steps = [
        "canonical",
        "stat",
        "read",
        "create",
        "write",
        "match_attributes",
        "sync",
        "exchange",
    ];
    for step in steps {
        let disk = disk();
        disk.before(step, |disk| disk.put(Path::new(MEMO), THEIRS.as_bytes()));
        match save(&disk) {
            Err(WriteProblem::ChangedElsewhere { found }) => {
                assert_eq!(found, THEIRS.as_bytes(), "before {step}");
            }
            other => panic!("before {step}: {other:?}"),
        }
        let left = disk.files();
        assert_eq!(
            memo(&left),
            Some(THEIRS),
            "before {step}: newer text is never overwritten"
        );
        assert_eq!(left.len(), 1, "before {step}: {left:?}");
    }
}

#[test]
fn text_written_right_after_the_save_is_told() {
    let disk = disk();
    disk.before("sync_folder", |disk| {
        disk.put(Path::new(MEMO), THEIRS.as_bytes())
    });
    assert!(matches!(
        save(&disk),
        Err(WriteProblem::ChangedElsewhere { .. })
    ));
    assert_eq!(memo(&disk.files()), Some(THEIRS));
}

#[test]
fn a_file_system_without_exchange_serves_too() {
    let disk = disk();
    disk.without_exchange();
    save(&disk).expect("a rename does it");
    assert_eq!(disk.files().len(), 1);
    assert_eq!(memo(&disk.files()), Some(NEW));
    for left in disk.after_power_cut() {
        assert_eq!(memo(&left), Some(NEW));
    }
}

#[test]
fn where_no_second_file_may_be_made_the_file_is_written_over() {
    let disk = disk();
    disk.close_folder();
    save(&disk).expect("the file itself may be written");
    assert_eq!(memo(&disk.files()), Some(NEW));
    assert!(disk.log().contains(&"open"));

    // When that fails half way, the older text comes back.
    let writes = disk
        .log()
        .iter()
        .position(|name| *name == "write")
        .expect("it writes");
    let disk = self::disk();
    disk.close_folder();
    disk.fail(Fault {
        at: writes,
        lasts: Lasts::Once,
        done: Done::Nothing,
        error: ErrorKind::StorageFull,
    });
    assert!(matches!(save(&disk), Err(WriteProblem::Full)));
    assert_eq!(memo(&disk.files()), Some(OLD));
}

#[test]
fn a_file_with_two_names_keeps_them() {
    let disk = disk();
    disk.dress(MEMO, 0o644, 2);
    save(&disk).expect("it is written in place");
    assert!(
        !disk.log().contains(&"exchange"),
        "another file would part the names"
    );
    assert_eq!(memo(&disk.files()), Some(NEW));
}

#[test]
fn mode_and_links_stay() {
    let disk = ModelDisk::with(&[("/real/memo.md", OLD)]);
    disk.dress("/real/memo.md", 0o600, 1);
    disk.link(MEMO, "/real/memo.md");
    save(&disk).expect("the link is followed");
    assert_eq!(disk.mode("/real/memo.md"), 0o600);
    let files = disk.files();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        [Path::new("/real/memo.md")]
    );
    assert_eq!(files[Path::new("/real/memo.md")], NEW.as_bytes());
}

#[test]
fn refusals_touch_nothing() {
    let disk = disk();
    disk.dress(MEMO, 0o444, 1);
    assert!(matches!(save(&disk), Err(WriteProblem::ReadOnly)));
    let ring = ModelDisk::with(&[]);
    ring.link(MEMO, "/memos/other.md");
    ring.link("/memos/other.md", MEMO);
    assert!(matches!(save(&ring), Err(WriteProblem::Other(_))));
    assert!(matches!(
        save(&ModelDisk::with(&[])),
        Err(WriteProblem::Missing)
    ));
    for disk in [&disk, &ring] {
        assert!(!disk.log().contains(&"create"));
    }
    let taken = ModelDisk::with(&[(MEMO, THEIRS)]);
    let new = write_atomically(&taken, Path::new(MEMO), NEW.as_bytes(), None);
    assert!(matches!(new, Err(WriteProblem::ChangedElsewhere { .. })));
    assert_eq!(taken.files(), ModelDisk::with(&[(MEMO, THEIRS)]).files());
}

#[test]
fn a_new_file_is_there_whole_or_not_at_all() {
    let make =
        |disk: &ModelDisk| write_atomically(disk, Path::new(MEMO), NEW.as_bytes(), None).map(drop);
    let count = {
        let disk = ModelDisk::with(&[("/memos/other.md", OLD)]);
        make(&disk).expect("nothing fails");
        disk.log().len()
    };
    for at in 0..count {
        for done in [Done::Nothing, Done::All] {
            let disk = ModelDisk::with(&[("/memos/other.md", OLD)]);
            disk.fail(Fault {
                at,
                lasts: Lasts::ForEver,
                done,
                error: ErrorKind::Other,
            });
            let made = make(&disk);
            for left in disk.after_power_cut().iter().chain([&disk.files()]) {
                assert!(
                    matches!(memo(left), None | Some(NEW)),
                    "operation {at} left {left:?}"
                );
            }
            disk.heal();
            if made.is_err() {
                make(&disk).unwrap_or_else(|problem| panic!("after {at}: {problem:?}"));
            }
            assert_eq!(memo(&disk.files()), Some(NEW));
        }
    }
}

/// The same promises on the computer's own file system.
#[cfg(unix)]
mod real {
    use super::*;
    use sixpager_core::disk::{Disk, RealDisk};
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn save_at(path: &Path, text: &str, expected: &str) -> Result<(), WriteProblem> {
        let expected = Some(Hash::of(expected.as_bytes()));
        write_atomically(&RealDisk, path, text.as_bytes(), expected).map(drop)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = RealDisk.list(folder).expect("the folder is there");
        let mut names: Vec<_> = entries
            .iter()
            .map(|entry| entry.name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn mode_stays_and_nothing_else_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("memo.md");
        for mode in [0o600, 0o644, 0o660, 0o755] {
            fs::write(&path, OLD).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
            save_at(&path, NEW, OLD).expect("saved");
            let found = fs::metadata(&path).expect("there");
            assert_eq!(found.permissions().mode() & 0o7777, mode);
            assert_eq!(fs::read_to_string(&path).expect("there"), NEW);
            assert_eq!(names(folder.path()), ["memo.md"]);
        }
    }

    #[test]
    fn a_linked_file_stays_linked() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, real) = (folder.path().join("memo.md"), folder.path().join("real.md"));
        fs::write(&real, OLD).expect("written");
        symlink("real.md", &path).expect("linked");
        save_at(&path, NEW, OLD).expect("saved");
        assert!(fs::symlink_metadata(&path).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("there"), NEW);

        let twin = folder.path().join("twin.md");
        fs::hard_link(&real, &twin).expect("linked");
        save_at(&real, OLD, NEW).expect("saved");
        assert_eq!(
            fs::read_to_string(&twin).expect("there"),
            OLD,
            "both names show the text"
        );
        assert_eq!(fs::metadata(&twin).expect("there").nlink(), 2);
    }

    #[test]
    fn a_ring_of_links_and_a_pipe_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let ring = folder.path().join("ring.md");
        symlink("ring.md", &ring).expect("linked");
        assert!(save_at(&ring, NEW, OLD).is_err());
        assert!(RealDisk.read(&ring).is_err());
        assert!(RealDisk.read(folder.path()).is_err(), "a folder is no text");
        assert!(
            RealDisk.read(Path::new("/dev/zero")).is_err(),
            "a device never ends"
        );
        assert_eq!(names(folder.path()), ["ring.md"]);
    }

    #[test]
    fn a_planted_link_is_never_written_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let victim = folder.path().join("victim");
        fs::write(&victim, THEIRS).expect("written");
        let planted = folder.path().join(".memo.md.tmp");
        symlink(&victim, &planted).expect("planted");
        let made = RealDisk.create_new(&planted, sixpager_core::disk::Access::Private);
        assert_eq!(
            made.err().expect("refused").kind(),
            ErrorKind::AlreadyExists
        );
        let new = write_atomically(&RealDisk, &planted, NEW.as_bytes(), None);
        assert!(matches!(new, Err(WriteProblem::ChangedElsewhere { .. })));
        assert_eq!(fs::read_to_string(&victim).expect("there"), THEIRS);
    }

    #[test]
    fn same_size_and_time_with_other_content_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("memo.md");
        fs::write(&path, OLD).expect("written");
        let time = fs::metadata(&path)
            .expect("there")
            .modified()
            .expect("known");
        let other = OLD.replace("old", "odd");
        fs::write(&path, &other).expect("written");
        let file = fs::File::options().write(true).open(&path).expect("there");
        file.set_modified(time).expect("set back");
        match save_at(&path, NEW, OLD) {
            Err(WriteProblem::ChangedElsewhere { found }) => assert_eq!(found, other.as_bytes()),
            result => panic!("{result:?}"),
        }
        assert_eq!(fs::read_to_string(&path).expect("there"), other);
    }

    #[test]
    fn the_longest_name_can_be_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("é".repeat(126) + ".md");
        write_atomically(&RealDisk, &path, OLD.as_bytes(), None).expect("made");
        save_at(&path, NEW, OLD).expect("saved");
        assert_eq!(names(folder.path()).len(), 1);
        assert_eq!(fs::read_to_string(&path).expect("there"), NEW);
    }

    #[test]
    fn a_file_without_any_write_bit_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("memo.md");
        fs::write(&path, OLD).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
        assert!(matches!(
            save_at(&path, NEW, OLD),
            Err(WriteProblem::ReadOnly)
        ));
        assert_eq!(fs::read_to_string(&path).expect("there"), OLD);
    }

    #[test]
    fn a_name_that_is_taken_is_not_renamed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("one.md"), folder.path().join("other.md"));
        fs::write(&one, OLD).expect("written");
        fs::write(&other, THEIRS).expect("written");
        let refused = RealDisk.rename_new(&one, &other).expect_err("it is taken");
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        RealDisk.exchange(&one, &other).expect("swapped");
        assert_eq!(fs::read_to_string(&one).expect("there"), THEIRS);
        assert_eq!(fs::read_to_string(&other).expect("there"), OLD);
    }
}
