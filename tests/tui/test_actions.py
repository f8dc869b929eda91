"""Every action of every place has a key, a method and a test: the list is the promise."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.screen import AppointmentsScreen
from ihk_tui.tui.day.screen import DayScreen
from ihk_tui.tui.dialogs.form import FormDialog
from ihk_tui.tui.intake.screen import IntakeScreen
from ihk_tui.tui.planner.screen import PlannerScreen
from ihk_tui.tui.visit.screen import VisitScreen

SCREENS: dict[str, type[Screen[Any]]] = {
    "day": DayScreen,
    "visit": VisitScreen,
    "appointments": AppointmentsScreen,
    "planner": PlannerScreen,
    "intake": IntakeScreen,
    "form": FormDialog,
}

TESTED = {
    "day": {
        "new": "test_intake.test_the_least_is_n_two_letters_and_enter",
        "call": "test_serving.test_a_calls_the_next_to_my_desk",
        "open_visit": "test_serving.test_enter_opens_the_marked_visit",
        "start": "test_serving.test_g_begins_the_talk_and_f_ends_it",
        "finish": "test_serving.test_an_outcome_is_picked_by_its_letter",
        "recall": "test_serving.test_w_calls_once_more",
        "no_show": "test_serving.test_x_holds_the_number_back_and_r_queues_it_again",
        "defer": "test_serving.test_s_parks_with_a_word_and_r_goes_on",
        "resume": "test_serving.test_another_adviser_resumes_what_was_parked",
        "transfer": "test_serving.test_l_hands_over_to_a_colleague_as_next_with_a_note",
        "leave": "test_serving.test_minus_says_whether_the_visitor_left_or_was_turned_away",
        "undo": "test_undo.test_a_wrong_no_show_comes_back_to_its_place",
        "appointments": "test_appointments.test_the_day_with_who_is_due_and_who_is_here",
        "planner": "test_planner.test_the_year_begins_at_the_open_day_with_what_is_known_of_it",
        "edit": "test_serving.test_b_corrects_the_marked_visit_and_keeps_its_times",
        "settled": "test_days.test_e_shows_and_hides_what_is_settled",
        "pause": "test_days.test_p_takes_a_break_and_comes_back",
        "open_day": "test_days.test_o_opens_the_day",
        "close_day": "test_days.test_closing_asks_for_each_open_point_and_not_before_all_are_decided",
        "export": "test_appointments.test_the_calendar_file_is_written_and_its_path_said",
        "slip": "test_taking_along.test_z_sends_the_number_of_the_marked_visit_to_the_terminal",
        "theme": "test_days.test_h_switches_between_dark_and_light",
        "help": "test_days.test_the_help_names_every_action_of_the_place",
        "command_palette": "test_days.test_the_palette_finds_and_runs_a_command",
        "leave_program": "test_days.test_q_leaves_and_visits_stay_as_they_are",
        "lock": "test_lock.test_a_key_locks_at_once_and_any_key_shows_all_again_and_does_nothing_else",
        "pin": "test_lock.test_a_pin_is_chosen_and_asked_for",
        "repeat": "test_keys_repeat.test_leaving_again_takes_the_same_answer",
        "find": "test_find.test_typing_marks_the_first_row_that_fits_and_enter_stays",
        "jump": "test_jump.test_a_letter_marks_its_row",
    },
    "visit": {
        "note": "test_visit.test_each_topic_has_its_own_note_and_the_talk_begins_on_the_chosen_one",
        "call": "test_visit.test_the_visit_that_is_shown_is_called_though_another_is_next",
        "start": "test_visit.test_each_topic_has_its_own_note_and_the_talk_begins_on_the_chosen_one",
        "finish": "test_visit.test_the_visit_that_is_shown_is_called_though_another_is_next",
        "recall": "test_visit.test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself",
        "no_show": "test_visit.test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself",
        "defer": "test_visit.test_the_visit_that_is_shown_is_called_though_another_is_next",
        "resume": "test_visit.test_the_visit_that_is_shown_is_called_though_another_is_next",
        "transfer": "test_visit.test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself",
        "leave": "test_visit.test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself",
        "save": "test_visit.test_strg_s_saves_and_writing_goes_on",
        "edit": "test_visit.test_recall_no_show_leave_transfer_and_edit_work_on_the_visit_itself",
        "slip": "test_taking_along.test_z_sends_the_number_of_the_visit_that_is_shown",
        "undo": "test_visit.test_the_visit_that_is_shown_is_called_though_another_is_next",
        "help": "test_days.test_the_help_names_every_action_of_the_place",
        "command_palette": "test_days.test_the_palette_offers_what_the_place_can_do",
        "back": "test_visit.test_esc_saves_the_note_and_leads_back",
        "copy_note": "test_visit.test_k_sends_the_note_of_the_chosen_topic_to_the_terminal",
        "lock": "test_lock.test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again",
        "jump": "test_jump.test_a_topic_of_a_visit_is_chosen",
    },
    "appointments": {
        "check_in": "test_appointments.test_early_gets_a_number_and_waits_for_its_time",
        "book": "test_appointments.test_booking_offers_the_first_free_time",
        "move": "test_appointments.test_moving_keeps_the_uid_and_raises_the_sequence",
        "edit": "test_correcting.test_b_corrects_the_marked_appointment_and_u_takes_it_back",
        "call_off": "test_appointments.test_calling_off_asks_and_undo_brings_it_back_under_a_later_sequence",
        "missed": "test_slot_grid.test_minus_says_that_nobody_came",
        "grid": "test_slot_grid.test_r_shows_times_and_advisers_and_the_list_again",
        "details": "test_appointments.test_the_details_say_whom_to_call",
        "invite": "test_inviting.test_e_asks_for_the_consent_and_lets_the_invitation_wait",
        "take_along": "test_taking_along.test_m_shows_a_code_that_a_camera_reads",
        "slip": "test_taking_along.test_z_sends_time_and_place_of_an_appointment_to_the_terminal",
        "previous_day": "test_appointments.test_turning_days_and_going_to_a_date",
        "next_day": "test_appointments.test_turning_days_and_going_to_a_date",
        "go_to": "test_appointments.test_turning_days_and_going_to_a_date",
        "export": "test_appointments.test_the_calendar_file_is_written_and_its_path_said",
        "undo": "test_appointments.test_calling_off_asks_and_undo_brings_it_back_under_a_later_sequence",
        "help": "test_days.test_the_help_names_every_action_of_the_place",
        "command_palette": "test_days.test_the_palette_offers_what_the_place_can_do",
        "back": "test_appointments.test_the_day_with_who_is_due_and_who_is_here",
        "lock": "test_lock.test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again",
        "find": "test_find.test_appointments_are_found_in_the_list_and_in_the_grid",
        "jump": "test_jump.test_the_grid_keeps_its_column",
    },
    "planner": {
        "settle": "test_planner.test_f_settles_a_proposal",
        "move": "test_planner.test_v_moves_a_day_with_its_bookings_and_lists_whom_to_tell",
        "call_off": "test_planner.test_x_asks_and_says_how_many_bookings_go_and_f_brings_the_day_back",
        "add": "test_planner.test_n_adds_a_day_and_asks_about_a_holiday",
        "hours": "test_planner.test_b_changes_hours_and_says_what_is_wrong_beside_the_field",
        "appointments": "test_planner.test_enter_shows_the_appointments_of_the_marked_day",
        "previous_year": "test_planner.test_turning_years_and_going_to_a_date",
        "next_year": "test_planner.test_turning_years_and_going_to_a_date",
        "go_to": "test_planner.test_turning_years_and_going_to_a_date",
        "undo": "test_planner.test_u_takes_the_last_decision_back_with_its_bookings",
        "help": "test_days.test_the_help_names_every_action_of_the_place",
        "command_palette": "test_days.test_the_palette_offers_what_the_place_can_do",
        "back": "test_planner.test_the_year_begins_at_the_open_day_with_what_is_known_of_it",
        "find": "test_find.test_the_year_plan_is_searched_by_what_it_shows",
        "jump": "test_jump.test_a_day_of_the_year_plan_is_marked",
        "lock": "test_lock.test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again",
    },
    "intake": {
        "submit": "test_intake.test_the_least_is_n_two_letters_and_enter",
        "next_field": "test_intake.test_a_firm_with_everything",
        "anonymous": "test_intake.test_strg_o_lifts_what_is_mandatory",
        "restore": "test_intake.test_esc_keeps_a_draft_that_strg_r_brings_back_even_elsewhere",
        "empty": "test_drafts.test_an_intake_is_emptied_and_brought_back",
        "cancel": "test_intake.test_esc_keeps_a_draft_that_strg_r_brings_back_even_elsewhere",
        "jump": "test_jump.test_a_form_is_left_for_another_field_with_ctrl_g",
        "help": "test_keys.test_help_is_there_while_one_types",
        "lock": "test_lock.test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again",
    },
    "form": {
        "restore": "test_drafts.test_what_was_typed_into_a_form_comes_back",
        "empty": "test_drafts.test_a_form_is_emptied_to_what_stood_there",
        "submit": "test_serving.test_started_asks_for_body_step_owner_and_date",
        "next_field": "test_typeahead.test_a_whole_visit_typed_ahead",
        "cancel": "test_days.test_started_at_closing_is_asked_for_its_details",
        "jump": "test_jump.test_an_answer_of_a_dialog_is_marked",
        "help": "test_keys.test_help_is_there_while_one_types",
        "lock": "test_lock.test_it_locks_over_dialogs_and_forms_and_what_was_typed_is_there_again",
    },
}
"""Which test presses the key of each action."""

EVERY = [(place, action) for place, (_, actions) in PLACES.items() for action in actions]
BY_TEXTUAL = {"next_field", "command_palette"}
"""Tab moves the focus, and the app overrides Textual's own palette."""


def _named(entry: object) -> str:
    return entry.id if isinstance(entry, Action) else str(entry)


@pytest.mark.parametrize(("place", "action"), EVERY, ids=_named)
def test_every_action_has_a_method_and_a_test(place: str, action: Action) -> None:
    screen: type[App[Any] | Screen[Any]] = SprechtagApp if action.everywhere else SCREENS[place]
    assert action.id in BY_TEXTUAL or callable(getattr(screen, f"action_{action.id}", None))
    file, _, name = TESTED[place][action.id].partition(".")
    tree = ast.parse(Path(__file__).with_name(f"{file}.py").read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}


def test_no_test_is_listed_for_an_action_that_is_gone() -> None:
    assert {place: set(tests) for place, tests in TESTED.items()} == {
        place: {action.id for action in actions} for place, (_, actions) in PLACES.items()
    }


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_at_one_place(place: str) -> None:
    keys = [key for action in PLACES[place][1] for key in action.key.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("place", "action"), EVERY, ids=_named)
def test_every_action_is_bound_on_its_screen(place: str, action: Action) -> None:
    if action.id == "next_field" or (place, action.id) == ("form", "submit"):
        return  # Tab is Textual's, Enter in a form comes as Input.Submitted
    screen = SCREENS[place]
    bound = {
        key: binding.action
        for key in action.key.split(",")
        for binding in screen._merge_bindings().get_bindings_for_key(key)
    }
    assert set(bound) == set(action.key.split(","))
    assert set(bound.values()) == {action.target}


@pytest.mark.parametrize(("place", "action"), EVERY, ids=_named)
def test_every_action_is_explained_in_both_languages(place: str, action: Action) -> None:
    assert all(action.label) and all(action.help) and all(action.keycap)
    assert all(text.endswith(".") for text in action.help)
