//! Takes out of the client what it can never run. Called by `client`, before binding.
//!
//! Each view carries code that hydrates it piece by piece (`hydrate_async`), which only `leptos::mount::hydrate_lazy`
//! begins. `frontend` calls `hydrate_body`, so the linker keeps a seventh of the client for nobody: an erased view has a
//! table of functions, and all of a table are kept. Were one of them called after all, the page would trap, and every
//! browser test fail.

use crate::shell::Outcome;
use walrus::{FunctionKind, Module};

/// What the functions are called that nothing begins.
const UNUSED: &str = "hydrate_async";

/// The module without the bodies of these functions, and without what only they called.
pub fn slim(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let named = |name: Option<&str>| name.is_some_and(|name| name.contains(UNUSED));
    let unused: Vec<_> = module.funcs.iter().filter(|f| named(f.name.as_deref())).map(|f| f.id()).collect();
    for id in unused {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let mut body = function.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}
