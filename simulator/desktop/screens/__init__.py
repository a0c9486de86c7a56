"""The screens: home, briefing, drill, own rating, debrief. Each builds a tree from view models and answers keys."""
