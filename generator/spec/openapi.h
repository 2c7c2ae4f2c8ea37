/*
 * What the files of OpenAPI share: openapi.c reads the document, openapi_operation.c what stands in
 * its operations.
 */
#ifndef SWAGE_SPEC_OPENAPI_H
#define SWAGE_SPEC_OPENAPI_H

#include "spec/schema.h"

typedef struct openapi_operations {
    schema_reader *schemas;
    map *read;    /* by address of the node: operations, and schemas that are declared or are the
                     same as such */
    bool swagger; /* 2.0: bodies are parameters, and responses have a schema */
} openapi_operations;

/*
 * Declares the schemas of all JSON bodies: of requests and responses, of what these share among the
 * components, of callbacks and webhooks. All other schemas are read already, so that these keep
 * their names. References that lead to nothing are reported.
 */
void openapi_declare_bodies(openapi_operations *o, const node *root);

/* Whether a schema is that of a body which was declared, or says the same as one beside it. */
bool openapi_is_read(const openapi_operations *o, const node *schema);

#endif
