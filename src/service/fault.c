/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger.h"
#include "photo/tags.h"
#include "service/library.h"
#include "store/db.h"

static ZbFault
store_fault (int code)
{
  switch ((ZbStoreError) code)
    {
    case ZB_STORE_ERROR_BUSY:
      return ZB_FAULT_BUSY;
    case ZB_STORE_ERROR_CONFLICT:
      return ZB_FAULT_CONFLICT;
    case ZB_STORE_ERROR_NOT_FOUND:
      return ZB_FAULT_NOT_FOUND;
    case ZB_STORE_ERROR_TOO_NEW:
      return ZB_FAULT_TOO_NEW;
    case ZB_STORE_ERROR_DAMAGED:
      return ZB_FAULT_DAMAGED;
    case ZB_STORE_ERROR_FAILED:
    default:
      return ZB_FAULT_FAILED;
    }
}

static ZbFault
photo_fault (int code)
{
  switch ((ZbPhotoError) code)
    {
    case ZB_PHOTO_ERROR_SOURCE:
    case ZB_PHOTO_ERROR_GONE:
      return ZB_FAULT_SOURCE;
    case ZB_PHOTO_ERROR_FULL:
      return ZB_FAULT_FULL;
    case ZB_PHOTO_ERROR_LIBRARY:
      return ZB_FAULT_PERMISSION;
    case ZB_PHOTO_ERROR_CHANGED:
    default:
      return ZB_FAULT_FAILED;
    }
}

static ZbFault
document_fault (int code)
{
  switch ((ZbDocumentError) code)
    {
    case ZB_DOCUMENT_ERROR_FULL:
      return ZB_FAULT_FULL;
    case ZB_DOCUMENT_ERROR_PERMISSION:
      return ZB_FAULT_PERMISSION;
    case ZB_DOCUMENT_ERROR_FAILED:
    default:
      return ZB_FAULT_FAILED;
    }
}

static ZbFault
io_fault (int code)
{
  static const struct
  {
    GIOErrorEnum code;
    ZbFault      fault;
  } table[] = {
    { G_IO_ERROR_CANCELLED, ZB_FAULT_CANCELLED },
    { G_IO_ERROR_NO_SPACE, ZB_FAULT_FULL },
    { G_IO_ERROR_EXISTS, ZB_FAULT_EXISTS },
    { G_IO_ERROR_NOT_EMPTY, ZB_FAULT_EXISTS },
    { G_IO_ERROR_PERMISSION_DENIED, ZB_FAULT_PERMISSION },
    { G_IO_ERROR_READ_ONLY, ZB_FAULT_PERMISSION },
    { G_IO_ERROR_NOT_FOUND, ZB_FAULT_NOT_FOUND },
    { G_IO_ERROR_NOT_DIRECTORY, ZB_FAULT_NOT_FOUND },
    { G_IO_ERROR_BUSY, ZB_FAULT_BUSY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if ((int) table[i].code == code)
      return table[i].fault;

  return ZB_FAULT_FAILED;
}

static ZbFault
file_fault (int code)
{
  static const struct
  {
    GFileError code;
    ZbFault    fault;
  } table[] = {
    { G_FILE_ERROR_NOSPC, ZB_FAULT_FULL },
    { G_FILE_ERROR_EXIST, ZB_FAULT_EXISTS },
    { G_FILE_ERROR_ACCES, ZB_FAULT_PERMISSION },
    { G_FILE_ERROR_PERM, ZB_FAULT_PERMISSION },
    { G_FILE_ERROR_ROFS, ZB_FAULT_PERMISSION },
    { G_FILE_ERROR_NOENT, ZB_FAULT_NOT_FOUND },
    { G_FILE_ERROR_NOTDIR, ZB_FAULT_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if ((int) table[i].code == code)
      return table[i].fault;

  return ZB_FAULT_FAILED;
}

ZbFault
zb_service_fault (const GError *error)
{
  if (error->domain == ZB_STORE_ERROR)
    return store_fault (error->code);
  if (error->domain == ZB_PHOTO_ERROR)
    return photo_fault (error->code);
  if (error->domain == ZB_DOCUMENT_ERROR)
    return document_fault (error->code);
  if (error->domain == G_IO_ERROR)
    return io_fault (error->code);
  if (error->domain == G_FILE_ERROR)
    return file_fault (error->code);

  return ZB_FAULT_FAILED;
}
