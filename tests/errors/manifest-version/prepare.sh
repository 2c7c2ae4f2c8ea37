mkdir -p out/shop
printf 'swage-manifest 9\n' > out/shop/.swage-manifest
