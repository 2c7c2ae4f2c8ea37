mkdir -p out/shop/c/shop
echo mine > out/shop/c/shop/order.h
