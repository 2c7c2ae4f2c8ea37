/* Reads a customer and writes it back. */
#include <shop/customer.h>

#include <stdio.h>
#include <string.h>

int main(void) {
    static const char json[] = "{\"name\":\"Ada\",\"age\":36}";
    char text[256];
    swage_arena arena;
    swage_error error;
    shop_customer customer;

    swage_arena_init(&arena);
    if (!shop_customer_parse(&customer, json, strlen(json), NULL, &arena, &error) ||
        !shop_customer_write(&customer, text, sizeof text, NULL, &error)) {
        fprintf(stderr, "%s\n", swage_error_text(&error));
        return 1;
    }
    printf("%s\n", text);
    swage_arena_free(&arena);
    return 0;
}
