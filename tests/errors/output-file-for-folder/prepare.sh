mkdir -p out/shop
echo mine > out/shop/c
