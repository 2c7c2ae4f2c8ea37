# Lists of lists, more than the reader goes into: 12 schemas of 100 lists, the one in the other.
{
    echo '{"$defs": {'
    for i in $(seq 12); do
        printf '"A%s": ' "$i"
        for _ in $(seq 100); do printf '{"items": '; done
        printf '{"$ref": "#/$defs/A%s"}' $((i + 1))
        for _ in $(seq 100); do printf '}'; done
        echo ','
    done
    echo '"A13": {"type": "string"}}}'
} >endless.json
