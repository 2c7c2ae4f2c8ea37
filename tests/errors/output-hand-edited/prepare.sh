$SWAGE generate -q shop.yaml -o out --target c
for f in out/shop/c/shop/*; do echo "/* mine */" >> $f; done
sed -i s/string/int32/ shop.yaml
