mkdir -p out/shop
printf 'swage-manifest 1\n0123456789abcdef0123456789abcdef c/a\n' > out/shop/.swage-manifest
