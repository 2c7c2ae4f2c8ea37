mkdir -p out/shop
printf 'swage-manifest 1\n<<<<<<< HEAD\n' > out/shop/.swage-manifest
