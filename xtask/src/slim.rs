//! Takes out of the client what it can never run. Called by `client`, before binding.
//!
//! Each view carries code that hydrates it piece by piece (`hydrate_async`), which only `leptos::mount::hydrate_lazy`
//! begins. `frontend` calls `hydrate_body`, so the linker keeps a seventh of the client for nobody: an erased view has a
//! table of functions, and all of a table are kept. Were one of them called after all, the page would trap, and every
//! browser test fail. Short ones stay: the compiler may have made one function of several that are alike.

use crate::shell::Outcome;
use walrus::{FunctionKind, Module};

/// What the functions are called that nothing begins; closures in them carry it too.
const UNUSED: &str = "hydrate_async";
/// A function of fewer instructions may stand for others as well.
const SHORT: u64 = 60;

/// Whether a function is one of them, by its mangled name: `…hydrate_async`, then closures only, then its hash.
fn is_unused(name: &str) -> bool {
    let Some((before, after)) = name.rsplit_once(UNUSED) else { return false };
    let rest = after.replace("28_$u7b$$u7b$closure$u7d$$u7d$", "");
    let hash = rest.strip_prefix("17h").and_then(|hash| hash.strip_suffix('E'));
    !before.contains("drop_in_place") && hash.is_some_and(|hash| hash.len() == 16)
}

/// The module without the bodies of these functions, and without what only they called.
pub fn slim(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let unused: Vec<_> =
        module.funcs.iter().filter(|f| f.name.as_deref().is_some_and(is_unused)).map(|f| f.id()).collect();
    for id in unused {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind
            && function.size() >= SHORT
        {
            let mut body = function.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pieces_of_the_way_that_nothing_begins_are_taken_out() {
        assert!(is_unused("_ZN3app13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE"));
        assert!(!is_unused("_ZN4core3ptr42drop_in_place$LT$hydrate_async..closure$GT$17h0123456789abcdefE"));
        assert!(!is_unused("_ZN3app7hydrate17h0123456789abcdefE"));
    }
}
