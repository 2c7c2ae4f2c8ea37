/* The program: the command line (cli/) over the pipeline (compile.c). */
#include "cli/cli.h"
#include "compile.h"

int main(int argc, char **argv) {
    return cli_main(argc, argv, compile);
}
