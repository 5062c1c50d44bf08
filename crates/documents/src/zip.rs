//! Zip archives of a few small files, stored as they are: what an office file is kept in.
//!
//! Invariant: the same files give the same bytes; no clock is read (each is dated 1980, as zip dates begin).

/// The table of CRC-32 (ISO 3309), made when the program is.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut n: u32 = 0;
    while n < 256 {
        let (mut c, mut k) = (n, 0);
        while k < 8 {
            c = if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
            k += 1;
        }
        table[n as usize] = c;
        n += 1;
    }
    table
};

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |c, b| TABLE[((c ^ u32::from(*b)) & 0xff) as usize] ^ (c >> 8))
}

/// The archive of some files, each with its name. Files and archive must be smaller than 4 GB; what is not is cut off.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let long = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = out.len();
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        let mut about = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        about.extend(crc(bytes).to_le_bytes());
        about.extend(long(bytes.len()));
        about.extend(long(bytes.len()));
        about.extend(short(name.len()));
        about.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(bytes);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(long(at));
        list.extend(name.as_bytes());
    }
    let at = out.len();
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(short(files.len()));
    out.extend(short(files.len()));
    out.extend(long(list.len()));
    out.extend(long(at));
    out.extend([0, 0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_a_file_is_the_one_that_the_standard_gives() {
        assert_eq!((crc(b""), crc(b"123456789")), (0, 0xcbf4_3926));
    }

    #[test]
    fn the_list_at_the_end_leads_to_each_file() {
        let files = [("a".to_owned(), b"ett".to_vec()), ("å/b".to_owned(), Vec::new())];
        let bytes = zip(&files);
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let list = number(end + 16);
        assert_eq!((&bytes[list..list + 4], list + number(end + 12)), (&b"PK\x01\x02"[..], end));
        let first = number(list + 42);
        assert_eq!(&bytes[first + 30..first + 34], b"aett");
        let second = number(list + 46 + 1 + 42);
        assert_eq!(&bytes[second + 30..second + 34], "å/b".as_bytes());
    }
}
