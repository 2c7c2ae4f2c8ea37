mkdir -p out/shop
printf 'swage-manifest 1\n0123456789abcdef0123456789abcdef  ../../kept\n' > out/shop/.swage-manifest
