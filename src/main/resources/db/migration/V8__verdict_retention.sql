create index verdicts_saved on verdicts (saved_at);
