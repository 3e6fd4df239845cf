//! The store suite: every test runs on SQLite and on PostgreSQL, each on a database of its own.
//!
//! PostgreSQL is the server that `TEST_POSTGRES_URL` names, as `cargo xtask test` does; without it, `--skip postgres::`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod suite;

macro_rules! on_every_database {
    ($($module:ident::$name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { crate::suite::on_sqlite(crate::suite::$module::$name); })+
        }
        mod postgres {
            $(#[test] fn $name() { crate::suite::on_postgres(crate::suite::$module::$name); })+
        }
    };
}

on_every_database! {
    list::any_filter_in_any_order_lists_and_adds_up_what_matches_in_memory,
    list::every_order_of_the_list_is_walked_forth_and_back_without_a_gap,
    list::sums_that_are_kept_equal_sums_of_the_orders,
    list::an_export_reads_every_order_of_a_filter_once,
    list::a_cursor_that_is_unknown_shows_the_first_page,
    board::columns_hold_what_the_filter_lets_through_and_go_on_where_their_cards_end,
    board::any_sequence_of_moves_undos_and_bulk_changes_leaves_each_order_in_one_column,
    by_day::sums_by_day_equal_sums_of_the_orders_in_every_zone,
    by_day::a_desk_of_an_older_version_gets_its_days_at_the_next_start,
    by_day::totals_of_a_small_desk_are_quick_whatever_is_filtered,
    rows::scrolling_down_and_up_shows_every_order_once,
    rows::an_instant_leads_to_the_first_order_from_there_on,
    rows::days_have_as_many_orders_as_the_list,
    rows::a_named_place_leads_to_the_first_order_that_has_its_value,
    rows::a_beginning_of_a_name_leads_to_all_that_begin_so_in_both_directions,
    card::the_card_holds_everything_that_was_written,
    card::an_order_is_found_by_its_client_in_every_script_and_by_its_number,
    card::an_unknown_number_is_not_found,
    ledger::entries_are_written_as_the_domain_says_and_the_sums_follow,
    ledger::sixteen_refunds_at_once_give_back_no_more_than_came,
    ledger::an_entry_sent_ten_times_is_written_once,
    ledger::comments_are_kept_with_their_history_and_one_is_pinned,
    making::the_same_form_from_many_tabs_makes_one_order,
    making::a_new_client_is_made_unless_one_is_known_by_e_mail_or_phone,
    making::two_contacts_that_are_one_are_merged_with_their_orders,
    making::a_promo_code_is_used_as_often_as_it_may_and_given_back,
    making::a_subscription_is_charged_by_the_clock,
    making::a_form_under_way_is_kept_until_it_is_sent,
    making::what_is_sold_is_shaped_under_its_version_and_never_reaches_an_order,
    changes::many_at_once_are_changed_as_the_domain_says_and_taken_back,
    changes::all_of_a_filter_are_changed_and_nothing_else,
    changes::sixty_four_editors_at_once_lose_no_update,
    changes::the_same_key_ten_times_has_one_effect_and_one_outcome,
    changes::the_same_key_with_another_request_is_refused,
    changes::a_change_that_was_cut_off_goes_on_where_it_stopped,
    undo::undoing_leaves_what_somebody_has_changed_since,
    undo::undoing_can_be_undone_and_can_be_of_one_order,
    changes::sums_that_leave_64_bits_are_refused_and_nothing_changes,
    changes::a_tag_is_made_with_the_first_order_that_gets_it,
    changes::who_has_left_is_given_nothing_new_and_may_get_back_what_they_had,
    requests::two_changes_are_taken_back_one_after_the_other_unless_somebody_came_between,
    requests::a_long_change_says_how_far_it_has_come_and_goes_on,
    requests::requests_are_forgotten_after_a_week,
    changes::the_history_tells_who_had_it_before_and_names_nobody,
    desk::an_empty_desk_has_the_standard_funnel_and_nothing_else,
    desk::migrating_again_changes_nothing,
    desk::two_processes_may_start_at_once,
    desk::a_database_that_is_away_is_unavailable,
    desk::statements_that_fail_or_are_given_up_leave_every_connection_usable,
    searches::a_kept_search_is_opened_by_its_user_alone_and_for_thirty_days,
    searches::the_same_search_keeps_its_token,
    suggest::values_are_found_by_any_word_whatever_its_accents,
    suggest::clients_are_found_by_all_that_they_are_known_by,
    suggest::the_menus_hold_a_few_values_and_all_that_the_filter_names,
    history::every_change_leaves_one_event_and_the_sequence_has_no_gap,
    history::events_name_nobody,
    live::readers_who_resume_anywhere_end_with_the_list_as_it_is,
    live::what_is_rolled_back_leaves_no_gap_and_nobody_waits_for_it,
    live::an_order_is_told_once_as_it_is_now,
    live::who_is_too_far_behind_asks_for_everything,
    live::an_order_out_of_sight_is_not_told_and_one_that_leaves_is_gone,
    live::another_process_is_heard_of_within_a_second,
    writes::a_stale_write_is_a_conflict_and_changes_nothing,
    writes::sixty_four_editors_lose_no_update,
    writes::a_transaction_that_is_dropped_leaves_nothing,
    writes::numbers_are_unique_and_never_reused_by_writers_at_once,
    writes::numbers_that_imports_took_are_passed_over,
    writes::a_number_that_is_taken_is_refused_by_name,
    writes::orders_of_the_same_instant_get_ids_of_their_own,
    writes::makers_and_movers_at_once_never_wait_for_each_other,
    writes::a_refused_move_changes_nothing,
    settings::settings_are_kept_told_once_and_guarded,
    settings::the_same_invitation_makes_one_user_and_the_last_link_holds,
    settings::the_team_is_listed_with_who_can_get_in,
    settings::a_disabled_user_is_out_at_once_and_comes_back_with_nothing_but_the_password,
    settings::a_role_is_felt_by_the_session_that_is_open,
    settings::two_owners_who_demote_each_other_leave_one,
    settings::a_profile_is_guarded_and_only_another_name_is_told,
    settings::sessions_are_listed_without_their_secrets_and_ended_by_their_user_only,
    funnels::a_stage_goes_once_its_orders_have_gone_with_events_and_true_sums,
    funnels::thousands_of_orders_go_in_batches_and_funnels_come_back_empty,
    funnels::a_stage_that_was_turning_when_the_process_ended_is_finished_at_the_next_start,
    funnels::forms_sent_twice_make_one_and_stale_ones_change_nothing,
    funnels::one_funnel_is_the_default_one_and_stays,
    sight::whatever_is_filtered_a_role_finds_only_orders_that_are_in_its_sight,
    sight::an_order_out_of_sight_is_not_found_not_changed_and_gives_no_place_away,
    explain::every_page_reads_few_rows_whatever_is_filtered_and_sorted,
    explain::totals_of_kept_dimensions_never_touch_the_orders,
}
