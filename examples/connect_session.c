/*
 * Reads a connect session from JSON (stdin), changes it and writes it back (stdout).
 */
#include <stackone/connect_session_create.h>

#include <stdio.h>

int main(void) {
    char json[4096];
    size_t len = fread(json, 1, sizeof json, stdin);

    swage_arena arena;
    swage_arena_init(&arena);
    stackone_connect_session_create session;
    swage_error error;
    if (!stackone_connect_session_create_parse(&session, json, len, NULL, &arena, &error))
        goto failed;

    fprintf(stderr, "a session of %s\n", session.origin_owner_name.ptr);
    if (SWAGE_IS_SET(session.expires_in))
        fprintf(stderr, "that lasts %g seconds\n", session.expires_in.value);

    SWAGE_PUT(session.expires_in, 3600);             /* a new value */
    SWAGE_PUT(session.label, swage_text("Renewed")); /* text of our own */
    SWAGE_CLEAR(session.multiple);                   /* not there any more */
    session.origin_owner_name = swage_text("Acme");  /* required: a plain value */

    char text[4096];
    swage_write_options pretty = {.indent = 2};
    size_t needed =
        stackone_connect_session_create_write(&session, text, sizeof text, &pretty, &error);
    if (!needed)
        goto failed;
    if (needed < sizeof text)
        puts(text);
    swage_arena_free(&arena);
    return 0;

failed:
    fprintf(stderr, "%s\n", swage_error_text(&error));
    swage_arena_free(&arena);
    return 1;
}
